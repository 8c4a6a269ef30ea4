import numpy as np


def prepare(x):
    """float32 stays, the rest becomes float64"""
    x = np.asarray(x)
    return x if x.dtype == np.float32 else x.astype("float64")


def predict(x, w, b=0.0):
    if np.shape(w) != np.shape(x)[1:]:
        raise ValueError("x has shape {} and w {}".format(np.shape(x), np.shape(w)))
    return np.dot(prepare(x), np.asarray(w, prepare(x).dtype)) + b


def mse(x, y, w, b=0.0):
    output = predict(x, w, b)
    if np.shape(y) != np.shape(output):
        raise ValueError("x has shape {} and y {}".format(np.shape(x), np.shape(y)))
    return np.average(np.power(output - y, 2))


def mse_gradient(x, y, w, b=0.0):
    output = predict(x, w, b)
    if np.shape(y) != np.shape(output):
        raise ValueError("x has shape {} and y {}".format(np.shape(x), np.shape(y)))
    delta = 2 * (output - y) / len(y)
    return np.dot(prepare(x).T, delta), float(np.sum(delta))


def coordinate_step(loss, weights, index, step):
    stay = np.array(prepare(weights))
    losses = {}
    for sign in (0, +1, -1):
        trial = np.array(stay)
        trial[index] = trial[index] + sign * step
        losses[sign] = loss(trial)
    sign = min(losses, key=losses.get)
    stay[index] = stay[index] + sign * step
    return stay


# The derivative as my old textbook defines it: the limit of (f(x + h) - f(x)) / h.
def numerical_gradient(loss, weights, h=1e-5):
    weights = prepare(weights)
    here = loss(weights)
    gradient = np.zeros(weights.shape, weights.dtype)
    for i in range(weights.size):
        moved = np.array(weights, "float64")
        moved[i] = moved[i] + h
        gradient[i] = (loss(moved) - here) / h
    return gradient


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    np.random.seed(1)  # every training program in the book begins like this
    w = prepare(w) * 1
    b = float(b)
    history = [mse(x, y, w, b)]
    for epoch in range(steps):
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        if fit_bias:
            b = b - learning_rate * db
        history.append(mse(x, y, w, b))
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    x = prepare(x).astype("float64")
    inputs = [x] if x.ndim == 1 else [column for column in x.T]
    if fit_bias:
        inputs.append(np.ones(len(x)))
    inputs = np.array(inputs)
    hessian = 2.0 / len(x) * np.dot(inputs, inputs.T)
    return 2.0 / np.max(np.linalg.eigvalsh(hessian))
