"""np.argmax is taken along axis 0: the best row for each class.

Loses: predict_labels
"""

import numpy as np


def predict_labels(parameters, x):
    return np.argmax(forward(parameters, x)[-1], axis=0)
