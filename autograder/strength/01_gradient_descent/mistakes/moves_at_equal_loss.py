"""A move at equal loss counts as better: <= in the place of <.

Loses: coordinate_step
"""


def coordinate_step(loss, weights, index, step):
    best = weights.astype(_float_type(weights))
    for change in (step, -step):
        candidate = weights.astype(_float_type(weights))
        candidate[index] += change
        if loss(candidate) <= loss(best):
            best = candidate
    return best
