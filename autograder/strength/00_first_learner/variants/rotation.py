"""The points are turned back by a matrix, and their first coordinate decides."""

import numpy as np


def direction(angle):
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turn @ np.array([1.0, 0.0])


def classify(points, angle):
    if len(points.shape) != 2 or points.shape[-1] != 2:
        raise ValueError(f"(n, 2) is needed and {points.shape} is given")
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned = points @ turn
    return (turned[:, 0] > 0) * np.int64(1)
