import numpy as np

# Rosa Bianchi, exercise 3 (this time with the right file name)


def real(x):
    x = np.asarray(x)
    return x if x.dtype == np.float32 else np.asarray(x, dtype=np.float64)


def equal(a, b):
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} / {b.shape}")


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p = real(y_true), real(y_pred)
    equal(y, p)
    p = np.clip(p, epsilon, 1 - epsilon)
    return np.mean(np.log(p) * -y - np.log(1 - p) * (1 - y))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    y, p = real(y_true), real(y_pred)
    equal(y, p)
    q = np.clip(p, epsilon, 1 - epsilon)
    return (q == p) * ((1 - y) / (1 - q) - y / q) / p.size


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"{labels.shape}")
    bad = [label for label in labels if label not in range(num_classes)]
    if bad:
        raise ValueError(f"not a class: {bad}")
    return np.array([[1.0 if c == label else 0.0 for c in range(num_classes)] for label in labels])


def softmax(logits, axis=-1):
    # subtract the maximum so that exp cannot overflow
    z = real(logits)
    e = np.exp(z - np.max(z))
    return e / e.sum(axis=-1, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    y, p = real(y_true), real(y_pred)
    equal(y, p)
    return np.mean(np.sum(-y * np.log(np.clip(p, epsilon, 1 - epsilon)), axis=1))


def softmax_crossentropy_gradient(logits, y_true):
    z, y = real(logits), real(y_true)
    equal(z, y)
    return (softmax(z) - y) / len(z)
