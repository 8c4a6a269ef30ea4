"""The last rows are cut off by hand, and handed to fit as validation data."""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    n, m = len(x), len(y)
    if n != m:
        raise ValueError("x has %d rows, but y has %d" % (n, m))
    keras.utils.set_random_seed(seed)
    cut = n - int(n * validation_fraction)
    fitted = model.fit(
        x[:cut],
        y[:cut],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(x[cut:], y[cut:]),
        shuffle=True,
        verbose=0,
    )
    return dict(fitted.history)
