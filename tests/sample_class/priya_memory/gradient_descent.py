import numpy as np


def floating(x):
    if isinstance(x, np.ndarray) and x.dtype == np.float32:
        return x
    return np.array(x, dtype=np.float64)


def predict(x, w, b=0.0):
    if x.ndim != np.ndim(w) + 1:
        raise ValueError(f"x: {x.shape} w: {np.shape(w)}")
    if np.ndim(w) == 0:
        return floating(x) * w + b
    if len(w) != x.shape[1]:
        raise ValueError(f"x: {x.shape} w: {w.shape}")
    z = floating(x) * floating(w)
    return np.sum(z, axis=1) + b


def mse(x, y, w, b=0.0):
    z = predict(x, w, b)
    if z.shape != y.shape:
        raise ValueError(f"x: {x.shape} y: {y.shape}")
    return float(np.sum((z - floating(y)) ** 2) / len(z))


def mse_gradient(x, y, w, b=0.0):
    z = predict(x, w, b)
    if z.shape != y.shape:
        raise ValueError(f"x: {x.shape} y: {y.shape}")
    z = 2 * (z - floating(y)) / len(z)
    if x.ndim == 1:
        return float(np.sum(z * x)), float(np.sum(z))
    return np.sum(z.reshape(-1, 1) * floating(x), axis=0), float(np.sum(z))


def coordinate_step(loss, weights, index, step):
    z = floating(weights)
    result = z.copy()
    for value in (z[index] + step, z[index] - step):
        candidate = z.copy()
        candidate[index] = value
        if loss(candidate) < loss(result):
            result = candidate
    return result


def numerical_gradient(loss, weights, h=1e-5):
    z = np.array(weights, dtype=np.float64)
    d = []
    for i in range(z.size):
        left, right = z.copy(), z.copy()
        left[i] -= h
        right[i] += h
        d.append((loss(right) - loss(left)) / (2 * h))
    return np.array(d, dtype=floating(weights).dtype)


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w, b = floating(w) * 1.0, float(b)
    history = np.zeros(steps + 1)
    for i in range(steps):
        history[i] = mse(x, y, w, b)
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        b = b - learning_rate * db if fit_bias else b
    history[steps] = mse(x, y, w, b)
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return float(initial * np.float64(decay_rate) ** (iteration / decay_steps))


def largest_stable_learning_rate(x, fit_bias=True):
    # a table of learning rates, a million at a time, and the step that each of them leaves of the steepest direction
    z = np.array(x, dtype=np.float64).reshape(len(x), -1)
    if fit_bias:
        z = np.concatenate([z, np.ones((len(x), 1))], axis=1)
    steepest = 2 / len(x) * np.linalg.eigvalsh(z.T @ z).max()
    table = []
    start = 0.0
    while not table or abs(table[0][0]) <= 1:  # meant: table[-1][-1]
        rates = start + np.linspace(0, 1e-3, 1_000_000)
        table.append(1 - rates * steepest)
        start = start + 1e-3
    stable = np.abs(np.concatenate(table)) <= 1
    return 1e-9 * np.count_nonzero(stable)
