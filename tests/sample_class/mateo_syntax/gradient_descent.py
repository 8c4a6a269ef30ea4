import numpy as np


def predict(x, w, b=0.0):
    return np.dot(x, w) + b


def mse(x, y, w, b=0.0):
    error = predict(x, w, b) - y
    return np.mean(error ** 2)


def mse_gradient(x, y, w, b=0.0)
    error = predict(x, w, b) - y
    return 2 * np.dot(error, x) / len(y), 2 * np.mean(error)
