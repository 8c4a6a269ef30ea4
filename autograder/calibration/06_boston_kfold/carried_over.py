"""One model goes through all folds."""

import reference
from reference import *


def cross_validate(x, y, k, epochs, batch_size, seed):
    model = build_regressor(x.shape[1])
    reference.build_regressor = lambda n_features: model
    return reference.cross_validate(x, y, k, epochs, batch_size, seed)
