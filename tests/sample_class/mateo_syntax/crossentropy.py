import numpy as np


def floats(x):
    x = np.asarray(x)
    if x.dtype == np.float32:
        return x
    return x.astype(np.float64)


def same_shapes(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes: " + str(a.shape) + " " + str(b.shape))


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    same_shapes(y_true, y_pred)
    y = floats(y_true)
    p = np.clip(floats(y_pred), epsilon, 1 - epsilon)
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    same_shapes(y_true, y_pred)
    y = floats(y_true)
    p = np.clip(floats(y_pred), epsilon, 1 - epsilon)
    # the slope at the clipped probability
    return (y - p) / (p * (1 - p)) / y.size


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError("shape: " + str(labels.shape))
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("label out of range")
    return np.eye(num_classes)[labels]


def softmax(logits, axis=-1):
    z = floats(logits)
    z = z - z.max(axis=axis, keepdims=True)
    return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    same_shapes(y_true, y_pred)
    p = np.clip(floats(y_pred), epsilon, 1 - epsilon)
    return np.sum(floats(y_true) * np.log(p)) / len(y_true)


def softmax_crossentropy_gradient(logits, y_true):
    same_shapes(logits, y_true)
    return (floats(y_true) - softmax(logits)) / len(y_true)
