import numpy as np

# log(0) is -inf, so I add a little bit inside of every log.


def _keep(x):
    x = np.asarray(x)
    return x.astype(np.float32) if x.dtype == np.float32 else x.astype(np.float64)


def _pair(a, b):
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} and {b.shape} are different shapes")
    return _keep(a), _keep(b)


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p = _pair(y_true, y_pred)
    return float(-np.mean(y * np.log(p + epsilon) + (1 - y) * np.log(1 - p + epsilon)))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y, p = _pair(y_true, y_pred)
    return (-y / (p + epsilon) + (1 - y) / (1 - p + epsilon)) / p.size


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"labels {labels.shape}")
    if min(labels) < 0 or max(labels) >= num_classes:
        raise ValueError(f"labels go from {min(labels)} to {max(labels)}")
    return np.eye(num_classes)[labels]


def softmax(logits, axis=-1):
    z = _keep(logits)
    e = np.exp(z - np.max(z, axis, keepdims=True))
    return e / (np.sum(e, axis, keepdims=True) + 1e-7)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p = _pair(y_true, y_pred)
    return float(-np.sum(y * np.log(p + epsilon)) / len(y))


def softmax_crossentropy_gradient(logits, y_true):
    z, y = _pair(logits, y_true)
    p = np.exp(z - np.max(z, axis=1, keepdims=True))
    return (p / np.sum(p, axis=1, keepdims=True) - y) / len(y)
