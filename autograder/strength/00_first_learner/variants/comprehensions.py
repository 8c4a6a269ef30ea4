"""Comprehensions, max with a key, and index."""

import numpy as np


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"expected (n, 2), got {points.shape}")
    towards = direction(angle)
    return np.array([int(point @ towards > 0) for point in points], dtype=np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape or len(labels) == 0:
        raise ValueError(f"{predicted.shape} and {labels.shape} do not fit, or are empty")
    return sum(guess == label for guess, label in zip(predicted, labels, strict=True)) / len(labels)


def learn(points, labels, angles):
    history = [accuracy(classify(points, angle), labels) for angle in angles]
    return max(zip(angles, history, strict=True), key=lambda pair: pair[1])[0], history
