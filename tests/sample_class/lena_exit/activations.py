import sys

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


def relu(x):
    return np.maximum(0, np.asarray(x, dtype=float))


def relu_derivative(x):
    return (np.asarray(x) > 0).astype(float)


def main():
    print(sigmoid(np.array([-1, 0, 1])))
    print(relu(np.array([-1, 0, 1])))
    return 0


sys.exit(main())
