"""No maximum is subtracted in softmax.

Loses: forward
"""

import numpy as np


def _softmax(logits):
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True)
