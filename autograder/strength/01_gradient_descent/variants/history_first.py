"""The history is an array that is filled, and parameters are copied before they are moved in place."""

import numpy as np


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    start = np.asarray(w)
    weights = start.astype(np.float32 if start.dtype == np.float32 else np.float64)
    bias, history = float(b), np.zeros(steps + 1)
    for t in range(steps + 1):
        history[t] = mse(x, y, weights if start.ndim else weights[()], bias)
        if t == steps:
            break
        dw, db = mse_gradient(x, y, weights if start.ndim else weights[()], bias)
        weights -= learning_rate * dw
        bias -= fit_bias * learning_rate * db
    return (weights if start.ndim else float(weights)), bias, history
