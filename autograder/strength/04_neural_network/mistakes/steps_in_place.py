"""The parameters are moved in place.

Loses: sgd_step
"""


def sgd_step(parameters, gradients, learning_rate=0.01):
    for i in range(len(parameters)):
        parameters[i] -= learning_rate * gradients[i]
    return parameters
