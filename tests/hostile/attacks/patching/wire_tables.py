"""Exchange the codes of dtypes and raise every limit in the worker's own copy of the wire.

Instead: the grader's copy has its own table and limits: numbers arrive as other numbers.
Points: no more
"""

import numpy as np

from autograder.sandbox import values, wire

print("TRIED", flush=True)
values._CODES = {dtype: len(values.DTYPES) - 1 - code for code, dtype in enumerate(values.DTYPES)}
values._CODES[np.dtype(object)] = values._CODES[np.dtype("U4")] = 11
values.MAX_DEPTH = values.MAX_DIMENSIONS = values.MAX_INTEGER_BITS = 10**9
wire.Limits.__init__.__defaults__ = (2**40, 2**16 - 1, 2**50)
