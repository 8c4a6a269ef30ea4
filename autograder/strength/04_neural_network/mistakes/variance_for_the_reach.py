"""The variance 2 / (inputs + outputs) is taken for the reach.

Loses: xavier_start
"""

import numpy as np


def xavier_start(sizes, seed):
    rng, parameters = np.random.default_rng(seed), []
    for inputs, outputs in itertools.pairwise(sizes):
        reach = 2 / (inputs + outputs)
        parameters += [rng.uniform(-reach, reach, (inputs, outputs)), np.zeros(outputs)]
    return parameters
