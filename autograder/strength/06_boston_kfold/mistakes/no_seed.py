"""Only the folds depend on the seed; models start from any weights.

Loses: cross_validate, error
"""

import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"x {x.shape}, y {y.shape}")
    scores, predictions = [], np.zeros(len(x))
    for train, validation in k_fold_indices(len(x), k, seed):
        mean, std = fit_normalizer(x[train])
        model = build_regressor(x.shape[1])
        model.fit(normalize(x[train], mean, std), y[train], epochs=epochs, batch_size=batch_size, verbose=0)
        predictions[validation] = model.predict(normalize(x[validation], mean, std), verbose=0)[:, 0]
        scores.append(np.mean(np.abs(y[validation] - predictions[validation])))
    return np.array(scores), predictions
