"""The number of the largest is taken of a single column, too, where it is always 0.

Loses: predict_labels, binary_accuracy
"""

import numpy as np


def predict_labels(model, x):
    return np.argmax(model.predict(x, verbose=0), axis=1)
