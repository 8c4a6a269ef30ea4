"""maxout with np.einsum and the maximum over an axis of both maps."""

import numpy as np


def maxout(x, w1, b1, w2, b2):
    for w, b in ((w1, b1), (w2, b2)):
        if x.shape[1] != w.shape[0]:
            raise ValueError(f"x {x.shape} and weights {w.shape}")
        if b.shape != (w.shape[1],):
            raise ValueError(f"weights {w.shape} and bias {b.shape}")
    if w1.shape != w2.shape:
        raise ValueError(f"w1 {w1.shape} and w2 {w2.shape}")
    weights, biases = np.array([w1, w2]) * 1.0, np.array([b1, b2]) * 1.0
    return (np.einsum("nd,mdu->mnu", x, weights) + biases[:, np.newaxis]).max(axis=0)
