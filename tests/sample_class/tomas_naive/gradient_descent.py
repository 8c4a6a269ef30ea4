import numpy as np


def predict(x, w, b=0.0):
    x = np.asarray(x, dtype=np.float64)
    return np.dot(x, np.asarray(w, dtype=np.float64)) + b


def mse(x, y, w, b=0.0):
    return np.mean((predict(x, w, b) - y) ** 2)


def mse_gradient(x, y, w, b=0.0):
    # every row pulls with its own error; the gradient is all of them together
    error = predict(x, w, b) - y
    return np.dot(2 * error, np.asarray(x, dtype=np.float64)), np.sum(2 * error)


def coordinate_step(loss, weights, index, step):
    old = np.array(weights, dtype=np.float64)
    for change in (step, -step):
        new = np.array(old)
        new[index] += change
        if loss(new) < loss(old):
            return new
    return old


# The slope between two points close by, as in the other homework.
H = 1e-4


def numerical_gradient(loss, weights, h=1e-5):
    weights = np.asarray(weights, dtype=np.float64)
    gradient = []
    for unit in np.eye(len(weights)):
        gradient.append((loss(weights + H * unit) - loss(weights - H * unit)) / (2 * H))
    return np.array(gradient)


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    history = [mse(x, y, w, b)]
    w = np.array(w, dtype=np.float64)
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
    rows = np.asarray(x, dtype=np.float64)
    if rows.ndim == 1:
        rows = rows[:, np.newaxis]
    if fit_bias:
        rows = np.hstack([rows, np.ones((len(rows), 1))])
    hessian = sum(2 * np.outer(row, row) for row in rows) / len(rows)
    return 2 / np.linalg.eigvalsh(hessian).max()
