import numpy as np


def binary_crossentropy(y_true, y_pred, epsilon=1e-15):
    y_pred = np.clip(y_pred, epsilon, 1 - epsilon)
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-15):
    inside = (y_pred > epsilon) & (y_pred < 1 - epsilon)
    y_pred = np.clip(y_pred, epsilon, 1 - epsilon)
    gradient = (y_pred - y_true) / (y_pred * (1 - y_pred)) / y_pred.size
    return np.where(inside, gradient, np.zeros_like(gradient))


def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]


def softmax(logits, axis=-1):
    logits = np.asarray(logits, dtype=np.result_type(logits, np.float32))
    e = np.exp(logits - np.max(logits, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-15):
    y_pred = np.clip(y_pred, epsilon, 1 - epsilon)
    return np.mean(np.sum(y_true * -np.log(y_pred), axis=-1))


def softmax_crossentropy_gradient(logits, y_true):
    return (softmax(logits) - y_true) / logits.shape[0]
