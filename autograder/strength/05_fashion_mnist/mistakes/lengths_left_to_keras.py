"""x and y of different lengths are left to fit, which refuses them without naming the lengths.

Loses: train
"""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    keras.utils.set_random_seed(seed)
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, validation_split=validation_fraction)
    return {name: list(map(float, values)) for name, values in history.history.items()}
