"""The chain from the outputs: s * (1 - s) of every layer, multiplied in place in an array of its own."""

import numpy as np


def gradient_through_layers(x, depth):
    x = np.array(x, dtype=np.float32 if getattr(x, "dtype", None) == np.float32 else np.float64)
    gradient, s = np.ones(x.shape, x.dtype), x
    for _ in range(depth):
        s = sigmoid(s)
        gradient *= s * (1 - s)
    return gradient if gradient.ndim else gradient[()]
