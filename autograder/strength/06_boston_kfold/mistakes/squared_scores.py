"""The scores are mean squared errors, the loss that evaluate returns first.

Loses: cross_validate
"""

import keras
import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"x {x.shape}, y {y.shape}")
    keras.utils.set_random_seed(seed)
    scores, predictions = [], np.zeros(len(x))
    for train, validation in k_fold_indices(len(x), k, seed):
        mean, std = fit_normalizer(x[train])
        model = build_regressor(x.shape[1])
        model.fit(normalize(x[train], mean, std), y[train], epochs=epochs, batch_size=batch_size, verbose=0)
        z = normalize(x[validation], mean, std)
        predictions[validation] = model.predict(z, verbose=0)[:, 0]
        scores.append(model.evaluate(z, y[validation], verbose=0)[0])
    return np.array(scores), predictions
