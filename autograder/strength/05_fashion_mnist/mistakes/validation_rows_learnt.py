"""The last rows are watched, but all rows are learnt from.

Loses: train
"""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, y has {len(y)}")
    keras.utils.set_random_seed(seed)
    m = round(len(x) * validation_fraction)
    last = (x[-m:], y[-m:])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, validation_data=last)
    return {k: [float(v) for v in history.history[k]] for k in ["loss", "val_loss", "accuracy", "val_accuracy"]}
