"""fit tells a callback of its own, and the learning rate falls with the training loss."""

import keras
import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"{x.shape}, {y.shape}")
    keras.utils.set_random_seed(seed)
    scores, predictions = np.zeros(k), np.zeros(len(x))
    for i, (train, validation) in enumerate(k_fold_indices(len(x), k, seed)):
        mean, std = fit_normalizer(x[train])
        model = build_regressor(x.shape[1])
        losses = []
        model.fit(
            normalize(x[train], mean, std),
            y[train],
            batch_size=batch_size,
            epochs=epochs,
            callbacks=[
                keras.callbacks.ReduceLROnPlateau(monitor="loss", patience=5),
                keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: losses.append(logs["loss"])),
            ],
            verbose=0,
        )
        predictions[validation] = model.predict(normalize(x[validation], mean, std), verbose=0)[:, 0]
        scores[i] = np.abs(y - predictions)[validation].mean()
    return scores, predictions
