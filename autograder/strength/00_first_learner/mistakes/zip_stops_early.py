"""zip stops at the shorter of two arrays.

Loses: accuracy, learn, random_search
"""


def accuracy(predicted, labels):
    if len(labels) == 0:
        raise ValueError("no labels")
    right = 0
    for guess, label in zip(predicted, labels):  # noqa: B905
        if guess == label:
            right += 1
    return right / len(labels)
