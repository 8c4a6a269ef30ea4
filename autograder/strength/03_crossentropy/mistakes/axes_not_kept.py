"""The sum loses its axis, and is broadcast along the wrong one.

Loses: softmax, softmax_crossentropy_gradient
"""

import numpy as np


def softmax(logits, axis=-1):
    logits = _floats(logits)
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis)
