"""Every layer makes its generator anew, and begins with the same random numbers.

Loses: xavier_start
"""

import numpy as np


def xavier_start(sizes, seed):
    parameters = []
    for inputs, outputs in itertools.pairwise(sizes):
        reach = np.sqrt(6 / (inputs + outputs))
        weights = np.random.default_rng(seed).uniform(-reach, reach, (inputs, outputs))
        parameters += [weights, np.zeros(outputs)]
    return parameters
