"""Loops over rows and features, with Python's numbers."""

import numpy as np


def predict(x, w, b=0.0):
    if x.shape[1:] != np.shape(w):
        raise ValueError(f"x is {x.shape} and w is {np.shape(w)}")
    kind = np.float32 if x.dtype == np.float32 else np.float64
    predictions = np.zeros(len(x), kind)
    for i in range(len(x)):
        total = float(b)
        if x.ndim == 1:
            total += float(x[i]) * float(w)
        else:
            for j in range(x.shape[1]):
                total += float(x[i, j]) * float(w[j])
        predictions[i] = total
    return predictions


def mse(x, y, w, b=0.0):
    predictions = predict(x, w, b)
    if y.shape != predictions.shape:
        raise ValueError(f"x is {x.shape} and y is {y.shape}")
    total = 0.0
    for guess, target in zip(predictions, y, strict=True):
        total += (float(guess) - float(target)) ** 2
    return total / len(y)


def mse_gradient(x, y, w, b=0.0):
    predictions = predict(x, w, b)
    if y.shape != predictions.shape:
        raise ValueError(f"x is {x.shape} and y is {y.shape}")
    n, db = len(y), 0.0
    dw = np.zeros(np.shape(w), predictions.dtype)
    for i in range(n):
        residual = predictions[i] - y[i]
        dw += 2 / n * residual * x[i]
        db += 2 / n * float(residual)
    return (float(dw) if x.ndim == 1 else dw), db
