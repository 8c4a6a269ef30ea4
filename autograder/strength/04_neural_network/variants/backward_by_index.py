"""The gradients in a list of the right length from the start, divided by n at the end."""

import numpy as np


def backward(parameters, x, y):
    outputs = forward(parameters, x)
    if y.shape != outputs[-1].shape:
        raise ValueError(f"y has shape {y.shape}, the probabilities {outputs[-1].shape}")
    n, layers = len(x), len(parameters) // 2
    gradients = [None] * len(parameters)
    delta = outputs[-1] - y
    for layer in range(layers - 1, -1, -1):
        before = np.asarray(x, float) if layer == 0 else outputs[layer - 1]
        gradients[2 * layer] = np.dot(before.T, delta) / n
        gradients[2 * layer + 1] = np.mean(delta, axis=0)
        if layer:
            delta = np.dot(delta, np.asarray(parameters[2 * layer], float).T) * (1 - before) * (1 + before)
    return gradients
