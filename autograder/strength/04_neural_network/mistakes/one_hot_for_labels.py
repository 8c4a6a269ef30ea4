"""predict_labels returns one-hot rows.

Loses: predict_labels
"""

import numpy as np


def predict_labels(parameters, x):
    probabilities = forward(parameters, x)[-1]
    return (probabilities == probabilities.max(axis=1, keepdims=True)).astype(np.int64)
