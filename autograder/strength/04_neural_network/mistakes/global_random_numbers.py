"""The weights come from NumPy's global generator, which is seeded.

Loses: xavier_start, train
"""

import numpy as np


def xavier_start(sizes, seed):
    np.random.seed(seed)
    parameters = []
    for inputs, outputs in itertools.pairwise(sizes):
        reach = np.sqrt(6 / (inputs + outputs))
        parameters += [np.random.uniform(-reach, reach, (inputs, outputs)), np.zeros(outputs)]
    return parameters
