"""fit is called once per epoch, and what it reports is put together."""

import keras


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"{len(x)} rows, {len(y)} targets")
    keras.utils.set_random_seed(seed)
    history = {"loss": [], "val_loss": [], "accuracy": [], "val_accuracy": []}
    for epoch in range(epochs):
        one = model.fit(
            x, y, batch_size=batch_size, initial_epoch=epoch, epochs=epoch + 1, validation_split=validation_fraction
        )
        for name, values in history.items():
            values.extend(one.history[name])
    return history
