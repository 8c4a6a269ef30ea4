"""The mean of the training prices, for every row."""

import numpy as np
from reference import *


def cross_validate(x, y, k, epochs, batch_size, seed):
    scores, predictions = np.empty(k), np.empty(len(x))
    for fold, (train, validation) in enumerate(k_fold_indices(len(x), k, seed)):
        predictions[validation] = y[train].mean()
        scores[fold] = np.abs(predictions[validation] - y[validation]).mean()
    return scores, predictions
