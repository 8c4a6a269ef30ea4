"""The candidates are one and the same array under two names.

Loses: coordinate_step
"""


def coordinate_step(loss, weights, index, step):
    raised = weights.astype(_float_type(weights))
    lowered = raised
    raised[index] += step
    lowered[index] -= step
    candidates = [weights * 1.0, raised, lowered]
    return min(candidates, key=loss)
