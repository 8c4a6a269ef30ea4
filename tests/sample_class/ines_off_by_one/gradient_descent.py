# Ines Pereira, group B
import numpy as np


def _f(x):
    return np.asarray(x) if np.asarray(x).dtype == np.float32 else np.asarray(x, np.float64)


def _check(x, other, needed):
    if np.shape(other) != needed:
        raise ValueError(f"these shapes do not fit together: {x.shape} and {np.shape(other)}")


def predict(x, w, b=0.0):
    _check(x, w, x.shape[1:])
    return (np.matmul(_f(x), _f(w)) if x.ndim > 1 else _f(x) * w) + b


def mse(x, y, w, b=0.0):
    _check(x, y, x.shape[:1])
    return np.mean((predict(x, w, b) - _f(y)) ** 2)


def mse_gradient(x, y, w, b=0.0):
    _check(x, y, x.shape[:1])
    r = predict(x, w, b) - _f(y)
    return 2 / len(x) * np.matmul(_f(x).T, r), float(2 / len(x) * np.sum(r))


def coordinate_step(loss, weights, index, step):
    best = _f(weights).copy()
    for change in (step, -step):
        other = _f(weights).copy()
        other[index] += change
        if loss(other) <= loss(best):
            best = other
    return best


def numerical_gradient(loss, weights, h=1e-5):
    g = np.zeros(len(weights), _f(weights).dtype)
    for i in range(0, len(weights)):
        e = np.zeros(len(weights))
        e[i] = h
        g[i] = (loss(weights + e) - loss(weights - e)) / 2 / h
    return g


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    _check(x, y, x.shape[:1])
    w, b = _f(w) + 0, float(b)
    history = []
    for t in range(steps):
        w = w - learning_rate * mse_gradient(x, y, w, b)[0]
        if fit_bias:
            b = b - learning_rate * mse_gradient(x, y, w, b)[1]
        history.append(mse(x, y, w, b))
    return w, b, np.array(history)


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    n = len(x)
    a = np.reshape(_f(x), (n, -1)).astype(np.float64)
    if fit_bias:
        a = np.column_stack((a, np.ones(n)))
    return 2 / np.linalg.eigvalsh(2 / n * np.matmul(a.T, a))[-1]
