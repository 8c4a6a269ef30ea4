"""softmax subtracts the maximum of all rows.

Loses: forward
"""

import numpy as np


def _softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum(axis=1, keepdims=True)
