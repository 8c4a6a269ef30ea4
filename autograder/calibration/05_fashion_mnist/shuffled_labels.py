"""The labels are shuffled, the images are not."""

import numpy as np
import reference
from reference import *


def train(model, x, y, *others, **named):
    return reference.train(model, x, np.random.default_rng(0).permutation(y), *others, **named)
