"""Compute in four threads for ever.

Instead: all threads' time counts.
Points: no more
"""

import threading

import numpy as np


def burn():
    while True:
        np.sort(np.random.default_rng(0).random(100_000))


def sigmoid(x):
    print("TRIED", flush=True)
    for _ in range(4):
        threading.Thread(target=burn, daemon=True).start()
    burn()
