"""Mean and standard deviation of all rows, those of the validation fold included.

Loses: cross_validate
"""

import keras
import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"x {x.shape}, y {y.shape}")
    keras.utils.set_random_seed(seed)
    # all features on the same scale first, then the folds
    mean, std = fit_normalizer(x)
    x = normalize(x, mean, std)
    scores = []
    predictions = np.zeros(len(x))
    for train, validation in k_fold_indices(len(x), k, seed):
        model = build_regressor(x.shape[1])
        model.fit(x[train], y[train], epochs=epochs, batch_size=batch_size, verbose=0)
        predictions[validation] = model.predict(x[validation], verbose=0).flatten()
        scores.append(np.mean(np.abs(y[validation] - predictions[validation])))
    return np.array(scores), predictions
