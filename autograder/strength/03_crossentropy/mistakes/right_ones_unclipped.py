"""Only the bottom is clipped: a certain and right prediction costs 0.

Loses: binary_crossentropy, categorical_crossentropy
"""

import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    if np.shape(y_true) != np.shape(y_pred):
        raise ValueError(f"{np.shape(y_true)} is not {np.shape(y_pred)}")
    y, p = np.asarray(y_true, float), np.asarray(y_pred, float)
    return -np.mean(y * np.log(np.maximum(p, epsilon)) + (1 - y) * np.log(np.maximum(1 - p, epsilon)))


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    if np.shape(y_true) != np.shape(y_pred):
        raise ValueError(f"{np.shape(y_true)} is not {np.shape(y_pred)}")
    return -np.mean(np.sum(y_true * np.log(np.maximum(y_pred, epsilon)), axis=1))
