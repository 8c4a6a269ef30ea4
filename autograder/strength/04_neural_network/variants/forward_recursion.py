"""forward as a recursion over the layers, softmax by logarithms."""

import numpy as np


def forward(parameters, x):
    if np.shape(x)[1] != np.shape(parameters[0])[0]:
        raise ValueError(f"{np.shape(x)} and {np.shape(parameters[0])}")
    weights, bias, *others = _floats(parameters)
    into = np.einsum("ni,io->no", np.asarray(x, float), weights) + bias
    if not others:
        return [np.exp(into - np.logaddexp.reduce(into, axis=1, keepdims=True))]
    output = np.tanh(into)
    return [output, *forward(others, output)]
