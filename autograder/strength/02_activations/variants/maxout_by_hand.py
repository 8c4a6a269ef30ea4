"""maxout with three loops and Python's max."""

import numpy as np


def maxout(x, w1, b1, w2, b2):
    if np.shape(w1) != np.shape(w2):
        raise ValueError(f"w1 {np.shape(w1)}, w2 {np.shape(w2)}, x {x.shape}")
    if x.shape[1] != len(w1):
        raise ValueError(f"x {x.shape}, w1 {w1.shape}")
    if b1.shape != (w1.shape[1],):
        raise ValueError(f"w1 {w1.shape}, b1 {b1.shape}")
    if b2.shape != (w2.shape[1],):
        raise ValueError(f"w2 {w2.shape}, b2 {b2.shape}")
    result = np.zeros((len(x), w1.shape[1]), np.result_type(x, w1, b1, w2, b2, np.float32))
    for i, row in enumerate(x):
        for j in range(w1.shape[1]):
            first, second = b1[j], b2[j]
            for k, value in enumerate(row):
                first = first + value * w1[k, j]
                second = second + value * w2[k, j]
            result[i, j] = max(first, second)
    return result
