"""Take memory by lists, arrays and mappings until there is no more, and keep it after the call.

Instead: at the limit Python raises or the worker is ended, and nobody else has less.
Points: no more
"""

import mmap

import numpy as np

PIECE, PIECES = 16 * 2**20, 256  # 4 GiB
kept = []


def sigmoid(x):
    print("TRIED", flush=True)
    for make in (lambda: [None] * (PIECE // 8), lambda: np.ones(PIECE // 8), lambda: mmap.mmap(-1, PIECE)):
        try:
            while len(kept) < PIECES:
                kept.append(make())
                if isinstance(kept[-1], mmap.mmap):
                    kept[-1].write(bytes(PIECE))
        except (MemoryError, OSError):
            pass
    if len(kept) >= PIECES:
        print("GAINED", len(kept) * PIECE, "bytes", flush=True)
    return np.full_like(_floats(x), 0.5)
