"""np.einsum for the projections, and the share by np.average."""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"{points.shape}")
    projections = np.einsum("ij,j->i", points, direction(angle))
    labels = np.zeros(projections.shape, np.int64)
    labels[projections > 0] = 1
    return labels


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape}, {labels.shape}")
    if not labels.size:
        raise ValueError("no labels")
    return np.average(np.equal(predicted, labels))
