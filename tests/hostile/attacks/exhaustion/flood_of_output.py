"""Print without end, on both ways out and past Python's buffers, in one piece and in many.

Instead: the first part is kept, the rest is read and thrown away.
Points: same
"""

import os
import sys

PIECE, PIECES = b"descent " * 8192, 20  # 1.3 MB with every call


def relu(x):
    print("TRIED", flush=True)
    for number in range(PIECES):
        os.write(1 + number % 2, PIECE)
    for _ in range(2000):
        sys.stderr.write("\r\n")
    print("x" * 2**20, end="")
    return np.maximum(_floats(x), 0)
