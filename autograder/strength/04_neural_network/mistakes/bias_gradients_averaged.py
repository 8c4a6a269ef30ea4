"""The gradients of the biases are divided by n twice.

Loses: backward
"""

import numpy as np


def backward(parameters, x, y):
    outputs = [np.asarray(x, np.float64), *forward(parameters, x)]
    _require_targets(y, outputs[-1])
    parameters, into_layer, gradients = _floats(parameters), (outputs[-1] - y) / len(y), []
    for number in reversed(range(len(parameters) // 2)):
        gradients = [outputs[number].T @ into_layer, into_layer.mean(axis=0), *gradients]
        if number > 0:
            into_layer = (into_layer @ parameters[2 * number].T) * (1 - outputs[number] ** 2)
    return gradients
