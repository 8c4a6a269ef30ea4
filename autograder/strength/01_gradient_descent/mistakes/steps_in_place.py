"""A coordinate step writes into the weights that it was given.

Loses: coordinate_step
"""


def coordinate_step(loss, weights, index, step):
    before = loss(weights)
    weights[index] += step
    raised = loss(weights)
    weights[index] -= 2 * step
    lowered = loss(weights)
    if before <= min(raised, lowered):
        weights[index] += step
    elif raised < lowered:
        weights[index] += 2 * step
    return weights
