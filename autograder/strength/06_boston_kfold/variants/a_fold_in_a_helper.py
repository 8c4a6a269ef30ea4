"""A helper treats a single fold; targets are columns, and Keras forgets the last model first."""

import keras
import numpy as np


def _fold(x, y, train, validation, epochs, batch_size):
    keras.utils.clear_session()
    mean, std = fit_normalizer(x[train])
    model = build_regressor(x.shape[-1])
    model.fit(
        normalize(x[train], mean, std),
        y[train].reshape(-1, 1),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
    return np.asarray(model(normalize(x[validation], mean, std)), dtype=np.float64).squeeze(axis=1)


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"{x.shape}, {y.shape}")
    keras.utils.set_random_seed(seed)
    folds = k_fold_indices(len(x), k, seed)
    predictions = np.full(len(x), np.nan)
    for train, validation in folds:
        predictions[validation] = _fold(x, y, train, validation, epochs, batch_size)
    scores = [float(abs(y[validation] - predictions[validation]).mean()) for _, validation in folds]
    return np.array(scores), predictions
