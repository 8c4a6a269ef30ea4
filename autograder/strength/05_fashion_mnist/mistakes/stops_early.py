"""Training stops when the validation loss has not fallen for three epochs.

Loses: train
"""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, y has {len(y)}")
    keras.utils.set_random_seed(seed)
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)
    return model.fit(x, y, batch_size, epochs, validation_split=validation_fraction, callbacks=[stop]).history
