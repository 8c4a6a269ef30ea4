"""All epochs are trained, and then the weights of the epoch with the smallest validation loss are taken.

Loses: train
"""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, y has {len(y)}")
    keras.utils.set_random_seed(seed)
    best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    return model.fit(x, y, batch_size, epochs, validation_split=validation_fraction, callbacks=[best]).history
