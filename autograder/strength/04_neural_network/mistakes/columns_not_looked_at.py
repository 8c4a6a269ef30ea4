"""NumPy's message about a product that does not fit lacks the shapes.

Loses: forward
"""

import numpy as np


def forward(parameters, x):
    outputs = [np.asarray(x, np.float64)]
    for weights, bias in _layers(_floats(parameters))[:-1]:
        outputs.append(np.tanh(outputs[-1] @ weights + bias))
    weights, bias = _layers(_floats(parameters))[-1]
    return [*outputs[1:], _softmax(outputs[-1] @ weights + bias)]
