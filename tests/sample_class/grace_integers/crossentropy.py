import numpy as np

# Grace Okafor, assignment 3


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"y_true {y_true.shape} and y_pred {y_pred.shape}")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    return np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"y_true {y_true.shape} and y_pred {y_pred.shape}")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    slope = (-y_true / p + (1 - y_true) / (1 - p)) / y_pred.size
    return np.where(y_pred == p, slope, np.zeros_like(slope))


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"labels {labels.shape}")
    if (labels < 0).any() or (labels >= num_classes).any():
        raise ValueError("label out of range")
    result = np.zeros((len(labels), num_classes), dtype=labels.dtype)
    result[np.arange(len(labels)), labels] = 1
    return result


def softmax(logits, axis=-1):
    powers = np.empty_like(logits)
    powers[...] = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"y_true {y_true.shape} and y_pred {y_pred.shape}")
    p = np.clip(y_pred, epsilon, 1 - epsilon)
    return np.sum(-y_true * np.log(p)) / len(y_true)


def softmax_crossentropy_gradient(logits, y_true):
    if y_true.shape != logits.shape:
        raise ValueError(f"logits {logits.shape} and y_true {y_true.shape}")
    return (softmax(logits) - y_true) / len(logits)
