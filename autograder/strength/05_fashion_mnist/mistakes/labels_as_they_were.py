"""The chosen rows keep the numbers of their classes.

Loses: select_classes, binary_accuracy
"""

import numpy as np


def select_classes(images, labels, classes=(0, 1)):
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, {len(labels)} labels")
    chosen = np.isin(labels, classes)
    return images[chosen], labels[chosen].astype("int64")
