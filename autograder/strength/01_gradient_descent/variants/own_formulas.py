"""The descent computes its gradients itself, by the formulas of the handout."""

import numpy as np


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    losses, n = [mse(x, y, w, b)], len(y)
    for _ in range(steps):
        r = predict(x, w, b) - y
        old = w
        w = w - learning_rate * 2 / n * (np.sum(r * x) if x.ndim == 1 else np.dot(x.T, r))
        if fit_bias:
            b = b - learning_rate * 2 / n * np.sum(predict(x, old, b) - y)
        losses += [mse(x, y, w, b)]
    return w + 0.0, b, np.array(losses)
