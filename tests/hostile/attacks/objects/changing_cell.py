"""Return an array that shows one cell in every place, to which a thread goes on writing.

Instead: the answer is one picture of it, and wrong in every state.
Points: no more
"""

import threading
import time

import numpy as np

cell = np.zeros(1)


def keep_writing():
    while True:
        cell[0] = -1 - cell[0]
        time.sleep(0.001)


threading.Thread(target=keep_writing, daemon=True).start()


def sigmoid(x):
    print("TRIED")
    return np.broadcast_to(cell, np.shape(x))
