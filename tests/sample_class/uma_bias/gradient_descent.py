import numpy as np


def _keep(x):
    x = np.asarray(x)
    return x.astype(np.float32) if x.dtype == np.float32 else x.astype(np.float64)


def predict(x, w, b=0.0):
    if x.shape[1:] != np.shape(w):
        raise ValueError(f"x {x.shape}, w {np.shape(w)}")
    if x.ndim == 1:
        return _keep(x) * w + b
    return (_keep(x) * _keep(w)).sum(axis=1) + b


def _errors(x, y, w, b):
    prediction = predict(x, w, b)
    if prediction.shape != y.shape:
        raise ValueError(f"x {x.shape}, y {y.shape}")
    return prediction - _keep(y)


def mse(x, y, w, b=0.0):
    return np.mean(_errors(x, y, w, b) ** 2)


def mse_gradient(x, y, w, b=0.0):
    # outer derivative of the square, 2 * error, times the inner one: x for w, 1 for b
    outer = 2 * _errors(x, y, w, b)
    dw = outer @ _keep(x) / len(y)
    db = 2 * float(np.mean(outer))
    return dw, db


def coordinate_step(loss, weights, index, step):
    candidates = []
    for factor in (0, 1, -1):
        candidate = _keep(weights)
        candidate[index] += factor * step
        candidates.append((loss(candidate), len(candidates), candidate))
    return min(candidates)[2]


def numerical_gradient(loss, weights, h=1e-5):
    def slope(i):
        right, left = weights.astype(np.float64), weights.astype(np.float64)
        right[i] += h
        left[i] -= h
        return (loss(right) - loss(left)) / (2 * h)

    return np.array([slope(i) for i in range(len(weights))], dtype=_keep(weights).dtype)


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = _keep(w)
    b = float(b)
    history = [mse(x, y, w, b)]
    for _ in range(steps):
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        if fit_bias:
            b = b - learning_rate * db
        history.append(mse(x, y, w, b))
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    a = _keep(x).reshape(len(x), -1)
    # the bias has no x, so it plays no part in the Hessian
    return float(2 / np.linalg.eigvalsh(2 * a.T @ a / len(a)).max())
