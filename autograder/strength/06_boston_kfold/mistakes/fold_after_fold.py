"""The predictions stand one fold after the other, not in the places of their rows.

Loses: cross_validate, error
"""

import keras
import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"x {x.shape}, y {y.shape}")
    keras.utils.set_random_seed(seed)
    scores, predictions = [], []
    for train, validation in k_fold_indices(len(x), k, seed):
        mean, std = fit_normalizer(x[train])
        model = build_regressor(x.shape[1])
        model.fit(normalize(x[train], mean, std), y[train], epochs=epochs, batch_size=batch_size, verbose=0)
        predicted = model.predict(normalize(x[validation], mean, std), verbose=0)[:, 0].astype(np.float64)
        predictions.append(predicted)
        scores.append(np.mean(np.abs(y[validation] - predicted)))
    return np.array(scores), np.concatenate(predictions)
