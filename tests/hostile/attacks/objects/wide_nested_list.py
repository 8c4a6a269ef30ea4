"""Return lists in lists with 59,049 numbers, of which each level shows its first 24.

Instead: the text that is shown is limited before it is made, not only after.
Points: no more
"""


def nested(depth):
    return [nested(depth - 1) for _ in range(9)] if depth else 0


VALUE = nested(5)


def sigmoid(x):
    print("TRIED")
    return VALUE
