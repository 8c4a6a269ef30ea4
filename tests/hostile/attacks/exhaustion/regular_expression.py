"""Use up time by a regular expression.

Instead: the limit ends it; the other functions are graded.
Points: no more
"""

import numpy as np


def sigmoid(x):
    print("TRIED", flush=True)
    import re

    return re.match("(a+)+$", "a" * 64 + "b")
