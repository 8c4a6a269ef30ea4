"""softmax adds up to 1 along axis 0.

Loses: forward, loss, backward, train, predict_labels
"""

import numpy as np


def _softmax(logits):
    powers = np.exp(logits - logits.max(axis=0))
    return powers / powers.sum(axis=0)
