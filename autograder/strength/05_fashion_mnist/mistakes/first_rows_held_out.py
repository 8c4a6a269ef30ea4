"""The first rows are held out, not the last.

Loses: train
"""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, y has {len(y)}")
    keras.utils.set_random_seed(seed)
    m = int(len(x) * validation_fraction)
    first = (x[:m], y[:m])
    return model.fit(x[m:], y[m:], batch_size=batch_size, epochs=epochs, validation_data=first).history
