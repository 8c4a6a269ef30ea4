"""m and v of Adam are kept between the calls in global variables.

Loses: adam_step, train
"""

import numpy as np

_moments = {"m": None, "v": None, "t": 0}


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    if _moments["m"] is None:
        _moments["m"] = [np.zeros(np.shape(each)) for each in parameters]
        _moments["v"] = [np.zeros(np.shape(each)) for each in parameters]
    _moments["t"] += 1
    t = _moments["t"]
    _moments["m"] = [beta1 * m + (1 - beta1) * g for m, g in zip(_moments["m"], gradients, strict=True)]
    _moments["v"] = [beta2 * v + (1 - beta2) * np.square(g) for v, g in zip(_moments["v"], gradients, strict=True)]
    moved = [
        w - learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        for w, m, v in zip(_floats(parameters), _moments["m"], _moments["v"], strict=True)
    ]
    return moved, None
