import numpy as np


def _f(a):
    a = np.asarray(a)
    return a if a.dtype == np.float32 else a.astype(np.float64)


def _same(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes %s, %s" % (a.shape, b.shape))


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _f(y_true), _f(y_pred)
    _same(y_true, y_pred)
    y_pred = np.clip(y_pred, epsilon, 1 - epsilon)
    return np.average(-(y_true * np.log(y_pred)) - (1 - y_true) * np.log(1 - y_pred))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _f(y_true), _f(y_pred)
    _same(y_true, y_pred)
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    g = (p - y_true) / (p * (1 - p)) / y_pred.size
    g[p != y_pred] = 0
    return g


def one_hot(labels, num_classes):
    if len(labels.shape) > 1:
        raise ValueError("one label per row, please, not %s" % (labels.shape,))
    if set(labels.tolist()) - set(range(num_classes)):
        raise ValueError("unknown class")
    return np.eye(num_classes)[labels]


def softmax(logits, axis=-1):
    # softmax(z) = e^z / sum e^z, as on the slide
    e = np.exp(_f(logits))
    return e / np.sum(e, axis=axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y_true, y_pred = _f(y_true), _f(y_pred)
    _same(y_true, y_pred)
    return -np.sum(y_true * np.log(np.clip(y_pred, epsilon, 1 - epsilon))) / y_true.shape[0]


def softmax_crossentropy_gradient(logits, y_true):
    _same(logits, y_true)
    return (softmax(logits) - _f(y_true)) / len(y_true)
