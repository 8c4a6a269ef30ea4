"""Return an array whose shape a thread goes on changing while it is sent.

Instead: a frame that contradicts itself is refused, and any other is an answer of the wrong shape.
Points: no more
"""

import threading
import warnings

import numpy as np

big = np.zeros(2**14)
warnings.simplefilter("ignore")


def keep_changing():
    while True:
        for shape in ((2**7, 2**7), (2**14,), (4, 2**12), (2**13, 1, 2)):
            big.shape = shape


threading.Thread(target=keep_changing, daemon=True).start()


def sigmoid(x):
    print("TRIED", flush=True)
    return big
