"""The reach is that of the inputs alone.

Loses: xavier_start
"""

import numpy as np


def xavier_start(sizes, seed):
    rng, parameters = np.random.default_rng(seed), []
    for inputs, outputs in itertools.pairwise(sizes):
        reach = np.sqrt(6 / (inputs + inputs))
        parameters += [rng.uniform(-reach, reach, (inputs, outputs)), np.zeros(outputs)]
    return parameters
