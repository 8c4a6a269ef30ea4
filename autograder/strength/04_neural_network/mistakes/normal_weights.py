"""The weights have the right variance and a normal distribution, beyond the bound.

Loses: xavier_start
"""

import numpy as np


def xavier_start(sizes, seed):
    rng, parameters = np.random.default_rng(seed), []
    for inputs, outputs in itertools.pairwise(sizes):
        weights = rng.normal(0, np.sqrt(2 / (inputs + outputs)), (inputs, outputs))
        parameters += [weights, np.zeros(outputs)]
    return parameters
