"""The state of RMSProp and Adam is not looked at: every step is the first.

Loses: rmsprop_step, adam_step
"""

import numpy as np


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    new = [(1 - rho) * np.square(g) for g in gradients]
    rows = zip(_floats(parameters), gradients, new, strict=True)
    return [w - learning_rate * g / (np.sqrt(v) + epsilon) for w, g, v in rows], new


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    rows = zip(_floats(parameters), gradients, strict=True)
    return [w - learning_rate * g / (np.sqrt(np.square(g)) + epsilon) for w, g in rows], None
