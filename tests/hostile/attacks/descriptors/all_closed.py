"""Close every descriptor, the channel and the output among them, and answer on none.

Instead: the call counts as failed and the next one gets a new worker.
Points: no more
"""

import os


def sigmoid(x):
    print("TRIED", flush=True)
    os.closerange(0, 4096)
    return x
