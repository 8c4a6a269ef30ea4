"""Write 50 MB to both outputs, past Python's streams, in one call.

Instead: the beginning is kept, the rest is read and thrown away.
Points: same
"""

import os

plain_sigmoid = sigmoid
written = []


def sigmoid(x):
    if not written:
        print("TRIED", flush=True)
        written.append(True)
        for number in range(800):
            os.write(1 + number % 2, b"score: 60/60\n" * 5041)
    return plain_sigmoid(x)
