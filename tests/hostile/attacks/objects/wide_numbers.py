"""Return numbers of dtypes that are wider than those which travel, and raw memory.

Instead: what is not among the dtypes of the wire stays inside, under its name.
Points: no more
"""

import array
import decimal
import fractions

import numpy as np

MAKERS = [
    lambda size: np.zeros(size, np.longdouble) + 0.5,
    lambda size: np.zeros(size, np.clongdouble),
    lambda size: np.zeros(size, ">f8"),
    lambda size: memoryview(bytes(8 * size)),
    lambda size: bytearray(8 * size),
    lambda size: array.array("d", [0.5] * size),
    lambda size: [decimal.Decimal("sNaN")] * size,
    lambda size: [fractions.Fraction(1, 2)] * size,
]


def sigmoid(x):
    print("TRIED")
    MAKERS.append(MAKERS.pop(0))
    return MAKERS[0](int(np.size(x)))
