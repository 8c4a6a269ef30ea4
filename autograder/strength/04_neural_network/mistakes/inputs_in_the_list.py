"""The list of outputs begins with x, and backward counts on it.

Loses: forward
"""

import numpy as np


def forward(parameters, x):
    parameters, x = _floats(parameters), np.asarray(x, np.float64)
    if x.shape[1] != parameters[0].shape[0]:
        raise ValueError(f"x of shape {x.shape} does not fit W1 of shape {parameters[0].shape}")
    outputs = [np.array(x)]
    for weights, bias in _layers(parameters)[:-1]:
        outputs.append(np.tanh(outputs[-1] @ weights + bias))
    weights, bias = _layers(parameters)[-1]
    return [*outputs, _softmax(outputs[-1] @ weights + bias)]


def backward(parameters, x, y):
    outputs = forward(parameters, x)
    _require_targets(y, outputs[-1])
    parameters = _floats(parameters)
    into_layer = (outputs[-1] - y) / len(outputs[-1])
    gradients = []
    for number in reversed(range(len(parameters) // 2)):
        gradients = [outputs[number].T @ into_layer, into_layer.sum(axis=0), *gradients]
        if number > 0:
            into_layer = (into_layer @ parameters[2 * number].T) * (1 - outputs[number] ** 2)
    return gradients
