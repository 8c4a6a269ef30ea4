"""The gradient is added.

Loses: sgd_step, train
"""


def sgd_step(parameters, gradients, learning_rate=0.01):
    return [w + learning_rate * g for w, g in zip(_floats(parameters), gradients, strict=True)]
