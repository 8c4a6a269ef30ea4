import sys

import numpy as np


def predict(x, w, b=0.0):
    return np.dot(x, w) + b


def mse(x, y, w, b=0.0):
    return np.mean((predict(x, w, b) - y) ** 2)


def mse_gradient(x, y, w, b=0.0):
    error = predict(x, w, b) - y
    return 2 * np.dot(error, x) / len(y), 2 * np.mean(error)


def main():
    x = np.array([1.0, 2.0, 3.0])
    print(mse(x, x, 0.0))
    print(mse_gradient(x, x, 0.0))
    return 0


sys.exit(main())
