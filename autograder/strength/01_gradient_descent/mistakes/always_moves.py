"""The better one of the two directions is taken, even where staying is best.

Loses: coordinate_step
"""


def coordinate_step(loss, weights, index, step):
    raised, lowered = weights.astype(_float_type(weights)), weights.astype(_float_type(weights))
    raised[index] += step
    lowered[index] -= step
    return raised if loss(raised) < loss(lowered) else lowered
