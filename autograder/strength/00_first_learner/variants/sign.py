"""np.sign and np.maximum for the labels, and 1 minus the mean difference for the accuracy."""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points of shape {points.shape} are not (n, 2)")
    x, y = np.hsplit(points, 2)
    projections = (x * np.cos(angle) + y * np.sin(angle)).ravel()
    return np.maximum(np.sign(projections), 0).astype("int64")


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} against {labels.shape}")
    if labels.size == 0:
        raise ValueError("nothing to compare")
    return 1 - float(np.mean(np.abs(predicted.astype(float) - labels.astype(float))))
