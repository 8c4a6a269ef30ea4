"""The maximum of the whole array is subtracted.

Loses: softmax, softmax_crossentropy_gradient
"""

import numpy as np


def softmax(logits, axis=-1):
    logits = _floats(logits)
    powers = np.exp(logits - logits.max())
    return powers / powers.sum(axis=axis, keepdims=True)
