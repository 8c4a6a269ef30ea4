"""Return a memory-mapped file in place of an array.

Instead: its values travel, not the file.
Points: same
"""

import numpy as np

plain_sigmoid = sigmoid


def sigmoid(x):
    print("TRIED")
    value = plain_sigmoid(x)
    if not isinstance(value, np.ndarray) or not value.size:
        return value
    mapped = np.memmap("/tmp/mapped", value.dtype, "w+", shape=value.shape)
    mapped[...] = value
    return mapped
