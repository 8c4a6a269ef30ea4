"""No generator is seeded.

Loses: train
"""


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, y has {len(y)}")
    return model.fit(x, y, batch_size=batch_size, epochs=epochs, validation_split=validation_fraction).history
