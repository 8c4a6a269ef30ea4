import numpy as np

# Same helper as last week: float32 stays, the rest becomes float64.


def as_float(x):
    single = getattr(x, "dtype", None) == np.float32
    return np.asarray(x, dtype=np.float32 if single else np.float64)


def pair(a, b):
    a, b = as_float(a), as_float(b)
    if a.shape != b.shape:
        raise ValueError(f"shapes {a.shape} and {b.shape} differ")
    return a, b


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p = pair(y_true, y_pred)
    p = p.clip(epsilon, 1 - epsilon)
    return np.mean(-y * np.log(p) - (1 - y) * np.log1p(-p))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y, p = pair(y_true, y_pred)
    clipped = p.clip(epsilon, 1 - epsilon)
    return (clipped == p) * (clipped - y) / (clipped - clipped**2) / p.size


def one_hot(labels, num_classes):
    if np.ndim(labels) != 1:
        raise ValueError(f"labels of shape {np.shape(labels)}; one axis is needed")
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError(f"labels from {labels.min()} to {labels.max()} are not classes 0 to {num_classes - 1}")
    return (labels[:, None] == np.arange(num_classes)).astype(float)


def softmax(logits, axis=-1):
    z = as_float(logits)
    e = np.exp(z - z.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p = pair(y_true, y_pred)
    return -np.einsum("nk,nk->", y, np.log(p.clip(epsilon, 1 - epsilon))) / len(y)


def softmax_crossentropy_gradient(logits, y_true):
    z, y = pair(logits, y_true)
    return (softmax(z) - y) / len(z)
