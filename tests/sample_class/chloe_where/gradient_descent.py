"""Homework 1, Chloe Martin.

x of shape (n,) and x of shape (n, d) are told apart in one place only, in predict and in the gradient of w.
"""
import numpy as np


def floats(x):
    x = np.array(x)
    if x.dtype != np.float32:
        x = x.astype(np.float64)
    return x


def predict(x, w, b=0.0):
    x, shape_of_w = floats(x), np.shape(w)
    if x.ndim == 1 and shape_of_w != ():
        raise ValueError(f"x {x.shape} needs a number as w, not an array {shape_of_w}")
    if x.ndim == 2 and shape_of_w != (x.shape[1],):
        raise ValueError(f"x {x.shape} cannot be multiplied with w {shape_of_w}")
    # np.dot with a Python number would turn float32 into float64
    return (x * w if x.ndim == 1 else np.dot(x, w)) + b


def error(x, y, w, b):
    prediction = predict(x, w, b)
    if prediction.shape != np.shape(y):
        raise ValueError(f"there are predictions {prediction.shape} for targets {np.shape(y)}, from x {np.shape(x)}")
    return prediction - y


def mse(x, y, w, b=0.0):
    return float(np.square(error(x, y, w, b)).mean())


def mse_gradient(x, y, w, b=0.0):
    e = error(x, y, w, b)
    dw = np.dot(e, floats(x)) * 2 / len(e)
    db = e.sum() * 2 / len(e)
    return dw, db


def coordinate_step(loss, weights, index, step):
    here = floats(weights)
    mask = np.arange(len(weights)) == index
    up = np.where(mask, here + step, here)
    down = np.where(mask, here - step, here)
    best = up if loss(up) < loss(down) else down
    return np.where(loss(best) < loss(here), best, here)


def numerical_gradient(loss, weights, h=1e-5):
    places = np.arange(len(weights))
    point = weights.astype(np.float64)
    gradient = np.empty_like(floats(weights))
    for i in places:
        up = np.where(places == i, point + h, point)
        down = np.where(places == i, point - h, point)
        gradient[i] = (loss(up) - loss(down)) / (2 * h)
    return gradient


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = floats(w)  # our own copy
    rate_of_b = np.where(fit_bias, learning_rate, 0.0)
    history = [mse(x, y, w, b)]
    while len(history) <= steps:
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        b = b - float(rate_of_b * db)
        history.append(mse(x, y, w, b))
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    # a^(i/s) = e^(i/s * log a)
    return initial * np.exp(np.log(decay_rate) * iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    columns = [floats(x).astype(np.float64)] if x.ndim == 1 else list(floats(x).astype(np.float64).T)
    if fit_bias:
        columns.append(np.ones(len(x)))
    # the entry of the Hessian for columns j and k is 2 times the mean of their product
    hessian = np.array([[2 * np.mean(first * second) for second in columns] for first in columns])
    return 2 / np.linalg.eigvals(hessian).real.max()
