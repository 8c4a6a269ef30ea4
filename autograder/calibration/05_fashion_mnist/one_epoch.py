"""One epoch, however many are asked for."""

import reference
from reference import *


def train(model, x, y, epochs=20, *others, **named):
    return reference.train(model, x, y, 1, *others, **named)
