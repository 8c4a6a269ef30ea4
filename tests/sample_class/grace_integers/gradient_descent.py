import numpy as np


def predict(x, w, b=0.0):
    if np.shape(w) != x.shape[1:]:
        raise ValueError(f"shapes of x, w: {x.shape}, {np.shape(w)}")
    out = np.empty(x.shape[0], dtype=x.dtype)
    out[:] = np.dot(x, w) + b
    return out


def mse(x, y, w, b=0.0):
    out = predict(x, w, b)
    if out.shape != y.shape:
        raise ValueError(f"shapes of x, y: {x.shape}, {y.shape}")
    return np.sum((out - y) ** 2) / y.shape[0]


def mse_gradient(x, y, w, b=0.0):
    out = predict(x, w, b)
    if out.shape != y.shape:
        raise ValueError(f"shapes of x, y: {x.shape}, {y.shape}")
    r = out - y
    dw = np.empty_like(w)
    if x.ndim == 1:
        dw = 2.0 * np.sum(r * x) / y.shape[0]
    else:
        for j in range(x.shape[1]):
            dw[j] = 2.0 * np.sum(r * x[:, j]) / y.shape[0]
    return dw, 2.0 * np.sum(r) / y.shape[0]


def coordinate_step(loss, weights, index, step):
    up = np.copy(weights)
    down = np.copy(weights)
    up[index] += step
    down[index] -= step
    best = np.copy(weights)
    if loss(up) < loss(best):
        best = up
    if loss(down) < loss(best):
        best = down
    return best


def numerical_gradient(loss, weights, h=1e-5):
    out = np.empty_like(weights)
    for j in range(weights.shape[0]):
        up = np.copy(weights)
        down = np.copy(weights)
        up[j] += h
        down[j] -= h
        out[j] = (loss(up) - loss(down)) / (2.0 * h)
    return out


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = np.copy(w) if np.ndim(w) else w
    history = np.empty(steps + 1)
    history[0] = mse(x, y, w, b)
    for t in range(steps):
        dw, db = mse_gradient(x, y, w, b)
        if np.ndim(w):
            w[:] = w - learning_rate * dw
        else:
            w = w - learning_rate * dw
        if fit_bias:
            b = b - learning_rate * db
        history[t + 1] = mse(x, y, w, b)
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration // decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    n = x.shape[0]
    d = x.shape[1] if x.ndim == 2 else 1
    a = np.ones((n, d + 1), dtype=x.dtype)
    a[:, :d] = x.reshape(n, d)
    if not fit_bias:
        a = a[:, :d]
    return 2.0 / np.max(np.linalg.eigvalsh(2.0 * np.dot(a.T, a) / n))
