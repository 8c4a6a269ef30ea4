"""The descent as a recursion over its steps."""

import numpy as np


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = np.array(w, dtype=np.float64 if np.asarray(w).dtype != np.float32 else np.float32)[()]
    if steps == 0:
        return w, b, [mse(x, y, w, b)]
    dw, db = mse_gradient(x, y, w, b)
    moved = (w - learning_rate * dw, b - learning_rate * db if fit_bias else b)
    *end, history = gradient_descent(x, y, *moved, learning_rate, steps - 1, fit_bias)
    return *end, [mse(x, y, w, b), *history]
