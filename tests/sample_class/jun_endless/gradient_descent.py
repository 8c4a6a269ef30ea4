import numpy as np


def kind(*arrays):
    """float32 if every array is float32."""
    return np.float32 if all(a.dtype == np.float32 for a in arrays if isinstance(a, np.ndarray)) else float


def predict(x, w, b=0.0):
    if np.shape(w) != x.shape[1:]:
        raise ValueError(f"x {x.shape} / w {np.shape(w)}")
    z = np.array(x, dtype=float)
    return (np.dot(z, np.array(w, dtype=float)) + b).astype(kind(x, w))


def check(x, y):
    if y.shape != (len(x),):
        raise ValueError(f"x {x.shape} / y {y.shape}")


def mse(x, y, w, b=0.0):
    predictions = predict(x, w, b)
    check(x, y)
    return float(np.mean((predictions - y) ** 2))


def mse_gradient(x, y, w, b=0.0):
    predictions = predict(x, w, b)
    check(x, y)
    error = predictions - y
    z = np.array(x, dtype=float)
    dw = np.array(2 * np.dot(error, z) / len(error))
    return dw.astype(kind(x, y, w)), float(2 * np.sum(error) / len(error))


def coordinate_step(loss, weights, index, step):
    best = np.array(weights, dtype=kind(weights))
    here = loss(best)
    for sign in (1, -1):
        moved = np.array(weights, dtype=kind(weights))
        moved[index] = moved[index] + sign * step
        there = loss(moved)
        if there < here:
            best, here = moved, there
    return best


def numerical_gradient(loss, weights, h=1e-5):
    gradient = np.empty(len(weights), dtype=kind(weights))
    for i in range(len(weights)):
        plus = np.array(weights, dtype=float)
        minus = np.array(weights, dtype=float)
        plus[i] += h
        minus[i] -= h
        gradient[i] = (loss(plus) - loss(minus)) / (2 * h)
    return gradient


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w_type = kind(x, y, w)
    w = np.array(w, dtype=float)
    history = [mse(x, y, w, b)]
    k = 0
    while k < steps:
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        if fit_bias:
            b = b - learning_rate * db
        history.append(mse(x, y, w, b))
        k = k + 1
    return w.astype(w_type), b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * pow(decay_rate, iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    a = np.array(x, dtype=float)
    a = a.reshape(a.shape[0], a.size // a.shape[0])
    if fit_bias:
        a = np.c_[a, np.ones(a.shape[0])]
    hessian = 2 * np.dot(a.T, a) / a.shape[0]
    # power iteration: multiply with the Hessian until the direction no longer changes
    old = np.zeros(len(hessian))
    new = np.ones(len(hessian))
    while np.linalg.norm(new - old) >= 0:
        old = new
        new = np.dot(hessian, old)
        new = new / np.linalg.norm(new)
    return float(2 / np.linalg.norm(np.dot(hessian, new)))
