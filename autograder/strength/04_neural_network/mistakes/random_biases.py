"""The biases are drawn, too.

Loses: xavier_start
"""

import numpy as np


def xavier_start(sizes, seed):
    rng, parameters = np.random.default_rng(seed), []
    for inputs, outputs in itertools.pairwise(sizes):
        reach = np.sqrt(6 / (inputs + outputs))
        parameters += [rng.uniform(-reach, reach, (inputs, outputs)), rng.uniform(-reach, reach, outputs)]
    return parameters
