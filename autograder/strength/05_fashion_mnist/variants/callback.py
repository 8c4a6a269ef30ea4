"""A callback writes the history down."""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if x.shape[0] != y.shape[0]:
        raise ValueError(f"x and y have {x.shape[0]} and {y.shape[0]} rows")
    keras.utils.set_random_seed(seed)
    history = {}

    class Notes(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            for name, value in logs.items():
                history.setdefault(name, []).append(float(value))

    model.fit(
        x,
        y,
        validation_split=validation_fraction,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[Notes(), keras.callbacks.TerminateOnNaN()],
        verbose=2,
    )
    return history
