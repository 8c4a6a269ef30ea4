"""softmax as exp of the logits minus the logarithm of their sum, by np.logaddexp.reduce."""

import numpy as np


def softmax(logits, axis=-1):
    logits = _floats(logits)
    total = np.expand_dims(np.logaddexp.reduce(logits, axis=axis), axis)
    return np.exp(logits - total)
