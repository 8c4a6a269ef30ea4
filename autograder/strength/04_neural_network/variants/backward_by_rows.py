"""The gradient as a mean of those of single rows, with np.outer."""

import numpy as np


def backward(parameters, x, y):
    outputs = [np.asarray(x, float), *forward(parameters, x)]
    _require_targets(y, outputs[-1])
    gradients = [np.zeros(np.shape(each)) for each in parameters]
    for row in range(len(x)):
        delta = (outputs[-1][row] - y[row]) / len(x)
        for i in range(len(parameters) - 2, -1, -2):
            a = outputs[i // 2][row]
            gradients[i] += np.outer(a, delta)
            gradients[i + 1] += delta
            delta = parameters[i] @ delta * (1 - a * a)
    return gradients
