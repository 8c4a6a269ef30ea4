"""A generator of prepared folds, and predictions put into a dictionary by row."""

import keras
import numpy as np


def _prepared(x, y, k, seed):
    for train, validation in k_fold_indices(len(x), k, seed):
        statistics = fit_normalizer(x[train])
        yield normalize(x[train], *statistics), y[train], normalize(x[validation], *statistics), validation


def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) - len(y):
        raise ValueError("shapes %s and %s" % (x.shape, y.shape))
    keras.utils.set_random_seed(seed)
    by_row, scores = {}, []
    for z, targets, unseen, rows in _prepared(x, y, k, seed):
        model = build_regressor(x.shape[1])
        model.fit(z, targets, batch_size, epochs, verbose=0)
        answers = model.predict(unseen, verbose=0)
        by_row.update({int(row): float(answer[0]) for row, answer in zip(rows, answers)})
        scores.append(np.mean([abs(y[row] - by_row[int(row)]) for row in rows]))
    return np.array(scores, dtype=float), np.array([by_row[row] for row in range(len(x))])
