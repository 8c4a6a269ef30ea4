"""The scores are the metric that evaluate returns, in float32."""

import keras
import numpy as np


def cross_validate(x, y, k, epochs, batch_size, seed):
    if x.shape[0] != y.shape[0]:
        raise ValueError(f"x: {x.shape}, y: {y.shape}")
    keras.utils.set_random_seed(seed)
    all_scores, predictions = [], np.zeros(len(y), dtype=float)
    for train, val in k_fold_indices(len(x), k, seed):
        mean, std = fit_normalizer(x[train])
        model = build_regressor(x.shape[1])
        model.fit(normalize(x[train], mean, std), y[train], epochs=epochs, batch_size=batch_size, verbose=0)
        val_x = normalize(x[val], mean, std)
        val_mse, val_mae = model.evaluate(val_x, y[val], verbose=0)
        all_scores.append(val_mae)
        predictions[val] = model.predict(val_x, verbose=0).reshape(-1)
    return np.array(all_scores, dtype=np.float64), predictions
