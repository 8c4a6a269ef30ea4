"""predict_labels with a loop over rows and classes."""

import numpy as np


def predict_labels(parameters, x):
    labels = []
    for row in forward(parameters, x)[-1]:
        best = 0
        for k in range(len(row)):
            if row[k] > row[best]:
                best = k
        labels.append(best)
    return np.array(labels, dtype=np.int64)
