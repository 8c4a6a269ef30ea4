"""No maximum is subtracted before exp.

Loses: softmax, softmax_crossentropy_gradient
"""

import numpy as np


def softmax(logits, axis=-1):
    powers = np.exp(_floats(logits))
    return powers / powers.sum(axis=axis, keepdims=True)
