"""All activations in a list first, then np.prod over their derivatives."""

import numpy as np


def gradient_through_layers(x, depth):
    activations = [_floats(x)]
    while len(activations) < depth:
        activations.append(sigmoid(activations[-1]))
    factors = [sigmoid_derivative(each) for each in activations[:depth]]
    return np.prod([np.ones_like(activations[0]), *factors], axis=0)
