"""A clip no finer than the smallest step of the predictions' dtype, as scikit-learn's log_loss takes it."""

import numpy as np


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _floats(y_true), _floats(y_pred)
    _require_equal_shapes(y_true, y_pred, "y_pred")
    epsilon = max(epsilon, np.finfo(y_pred.dtype).eps)
    return float(-np.sum(y_true * np.log(np.clip(y_pred, epsilon, 1 - epsilon)), axis=1).mean())
