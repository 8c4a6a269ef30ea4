"""Return a list that contains itself.

Instead: depth is limited on both sides.
Points: no more
"""


def sigmoid(x):
    print("TRIED")
    loop = []
    loop.append(loop)
    return loop
