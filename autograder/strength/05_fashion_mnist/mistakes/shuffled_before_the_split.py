"""The rows are shuffled before the last of them are held out.

Loses: train
"""

import keras
import numpy as np


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, y has {len(y)}")
    keras.utils.set_random_seed(seed)
    order = np.random.permutation(len(x))
    return model.fit(
        x[order], y[order], batch_size=batch_size, epochs=epochs, validation_split=validation_fraction
    ).history
