"""Return an object whose `__del__` ends the process when the answer has been sent.

Instead: the process that ends is the submission's own; the calls after it get a new one.
Points: no more
"""

import os


class Doomed:
    def __del__(self):
        os._exit(0)


def sigmoid(x):
    print("TRIED", flush=True)
    return Doomed()
