"""The prices are shuffled, the rows are not."""

import numpy as np
import reference
from reference import *


def cross_validate(x, y, k, epochs, batch_size, seed):
    return reference.cross_validate(x, np.random.default_rng(0).permutation(y), k, epochs, batch_size, seed)
