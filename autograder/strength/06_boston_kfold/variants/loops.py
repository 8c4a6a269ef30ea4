"""Loops over rows and columns; the rows are dealt like cards."""

import math

import numpy as np


def k_fold_indices(n, k, seed):
    if k < 2 or k > n:
        raise ValueError("n = %d rows and k = %d folds do not go together" % (n, k))
    rows = list(range(n))
    np.random.default_rng(seed).shuffle(rows)
    parts = [[] for fold in range(k)]
    for place in range(n):
        parts[place % k].append(rows[place])
    folds = []
    for part in parts:
        train = [row for row in range(n) if row not in part]
        folds.append((np.array(train, dtype=np.int64), np.array(sorted(part), dtype=np.int64)))
    return folds


def fit_normalizer(x_train):
    if len(x_train.shape) != 2 or x_train.shape[0] < 1:
        raise ValueError("need a table with rows, not %s" % (x_train.shape,))
    n, d = x_train.shape
    mean = np.zeros(d)
    std = np.zeros(d)
    for j in range(d):
        mean[j] = sum(float(x_train[i, j]) for i in range(n)) / n
        std[j] = math.sqrt(sum((float(x_train[i, j]) - mean[j]) ** 2 for i in range(n)) / n)
    return mean, std


def normalize(x, mean, std):
    answer = np.zeros(x.shape)
    for j in range(x.shape[1]):
        if std[j] == 0:
            continue
        for i in range(x.shape[0]):
            answer[i, j] = (float(x[i, j]) - float(mean[j])) / float(std[j])
    return answer
