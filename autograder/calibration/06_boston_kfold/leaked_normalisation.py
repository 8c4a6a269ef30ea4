"""Mean and standard deviation of all rows."""

import reference
from reference import *


def cross_validate(x, y, k, epochs, batch_size, seed):
    everything = fit_normalizer(x)
    reference.fit_normalizer = lambda rows: everything
    return reference.cross_validate(x, y, k, epochs, batch_size, seed)
