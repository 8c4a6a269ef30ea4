"""The weights are drawn from 0 to the reach.

Loses: xavier_start
"""

import numpy as np


def xavier_start(sizes, seed):
    rng, parameters = np.random.default_rng(seed), []
    for inputs, outputs in itertools.pairwise(sizes):
        reach = np.sqrt(6 / (inputs + outputs))
        parameters += [rng.uniform(0, reach, (inputs, outputs)), np.zeros(outputs)]
    return parameters
