"""Homework 3, Chloe Martin.

Pattern: make floats, look at the shapes, find out which places are special with a mask, fill in the rest.
"""
import numpy as np


def floats(x):
    x = np.array(x)
    if x.dtype != np.float32:
        x = x.astype(np.float64)
    return x


def check(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError(f"{np.shape(a)} does not fit {np.shape(b)}")


def clip(p, epsilon):
    p = floats(p)  # our own copy
    p[p < epsilon] = epsilon
    p[p > 1 - epsilon] = 1 - epsilon
    return p


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    check(y_true, y_pred)
    y = floats(y_true)
    p = clip(y_pred, epsilon)
    right = np.where(y == 1, p, 1 - p)
    soft = (y > 0) & (y < 1)
    loss = -np.log(right)
    loss[soft] = -(y[soft] * np.log(p[soft]) + (1 - y[soft]) * np.log(1 - p[soft]))
    return loss.mean()


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    check(y_true, y_pred)
    y = floats(y_true)
    p = floats(y_pred)
    inside = (p >= epsilon) & (p <= 1 - epsilon)
    gradient = np.zeros(p.shape, np.result_type(y, p))
    gradient[inside] = (1 - y[inside]) / (1 - p[inside]) - y[inside] / p[inside]
    return gradient / p.size


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"labels must be one-dimensional, these are {labels.shape}")
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("a label is out of range")
    rows = np.zeros((labels.size, num_classes))
    rows[np.arange(labels.size), labels] = 1
    return rows


def softmax(logits, axis=-1):
    x = floats(logits)
    x = x - np.amax(x, axis=axis, keepdims=True)
    ruled_out = np.isneginf(x)
    powers = np.where(ruled_out, np.zeros_like(x), np.exp(x))
    return powers / np.sum(powers, axis=axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    check(y_true, y_pred)
    per_row = -np.sum(floats(y_true) * np.log(clip(y_pred, epsilon)), axis=1)
    return per_row.mean()


def softmax_crossentropy_gradient(logits, y_true):
    check(logits, y_true)
    gradient = softmax(logits)
    gradient = gradient - floats(y_true)
    return gradient / gradient.shape[0]
