"""The features keep their units.

Loses: cross_validate, error
"""

import keras
import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"x {x.shape}, y {y.shape}")
    keras.utils.set_random_seed(seed)
    scores, predictions = [], np.zeros(len(x))
    for train, validation in k_fold_indices(len(x), k, seed):
        model = build_regressor(x.shape[1])
        model.fit(x[train], y[train], epochs=epochs, batch_size=batch_size, verbose=0)
        predictions[validation] = model.predict(x[validation], verbose=0)[:, 0]
        scores.append(np.mean(np.abs(y[validation] - predictions[validation])))
    return np.array(scores), predictions
