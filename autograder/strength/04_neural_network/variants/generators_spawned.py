"""Every layer has a generator of its own, spawned from that of the seed."""

import numpy as np


def xavier_start(sizes, seed):
    children = np.random.default_rng(seed).spawn(len(sizes) - 1)
    parameters = []
    for i, rng in enumerate(children):
        reach = np.sqrt(6) / np.sqrt(sizes[i] + sizes[i + 1])
        parameters.append(rng.uniform(low=-reach, high=reach, size=(sizes[i], sizes[i + 1])))
        parameters.append(np.array([0.0] * sizes[i + 1]))
    return parameters
