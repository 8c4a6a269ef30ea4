"""p * (1 - p) is multiplied, though A - y contains the derivative of softmax already.

Loses: backward
"""

import numpy as np


def backward(parameters, x, y):
    outputs = [np.asarray(x, np.float64), *forward(parameters, x)]
    p = outputs[-1]
    _require_targets(y, p)
    parameters, into_layer, gradients = _floats(parameters), (p - y) * p * (1 - p) / len(y), []
    for number in reversed(range(len(parameters) // 2)):
        gradients = [outputs[number].T @ into_layer, into_layer.sum(axis=0), *gradients]
        if number > 0:
            into_layer = (into_layer @ parameters[2 * number].T) * (1 - outputs[number] ** 2)
    return gradients
