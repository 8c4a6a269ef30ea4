"""n // k rows in every part: the last n % k rows are never validated.

Loses: k_fold_indices
"""

import keras
import numpy as np


def k_fold_indices(n, k, seed):
    if not (2 <= k <= n):
        raise ValueError(f"k must be between 2 and n, but k = {k}, n = {n}")
    order = np.random.default_rng(seed).permutation(n)
    num_val_samples = n // k
    folds = []
    for i in range(k):
        validation = order[i * num_val_samples : (i + 1) * num_val_samples]
        train = np.concatenate([order[: i * num_val_samples], order[(i + 1) * num_val_samples :]])
        folds.append((train, validation))
    return folds


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"x {x.shape}, y {y.shape}")
    keras.utils.set_random_seed(seed)
    scores = []
    predictions = np.zeros(len(x))
    for train, validation in k_fold_indices(len(x), k, seed):
        mean, std = fit_normalizer(x[train])
        model = build_regressor(x.shape[1])
        model.fit(normalize(x[train], mean, std), y[train], epochs=epochs, batch_size=batch_size, verbose=0)
        predictions[validation] = model.predict(normalize(x[validation], mean, std), verbose=0).flatten()
        scores.append(np.mean(np.abs(y[validation] - predictions[validation])))
    return np.array(scores), predictions
