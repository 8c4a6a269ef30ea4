"""The weights of the epoch that was best on the validation fold are taken.

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
        z = normalize(x[validation], mean, std)
        best = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
        model.fit(
            normalize(x[train], mean, std),
            y[train],
            epochs=epochs,
            batch_size=batch_size,
            validation_data=(z, y[validation]),
            callbacks=[best],
            verbose=0,
        )
        predictions[validation] = model.predict(z, verbose=0)[:, 0]
        scores.append(np.mean(np.abs(y[validation] - predictions[validation])))
    return np.array(scores), predictions
