"""Exponents that stop at -700, so that no power becomes 0 but that of a class which is ruled out."""

import numpy as np


def softmax(logits, axis=-1):
    logits = _floats(logits)
    moved = logits - np.max(logits, axis=axis, keepdims=True)
    powers = np.where(np.isneginf(logits), 0, np.exp(np.maximum(moved, -700))).astype(logits.dtype)
    return powers / np.sum(powers, axis=axis, keepdims=True)
