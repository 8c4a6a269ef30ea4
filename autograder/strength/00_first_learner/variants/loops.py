"""Loops over the points and labels, with Python's numbers."""

import math

import numpy as np


def direction(angle):
    return np.array([math.cos(angle), math.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points has the shape " + str(points.shape))
    labels = np.zeros(len(points), dtype=np.int64)
    for i in range(len(points)):
        projection = points[i][0] * math.cos(angle) + points[i][1] * math.sin(angle)
        if projection > 0:
            labels[i] = 1
    return labels


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError("shapes differ: " + str(predicted.shape) + " and " + str(labels.shape))
    right = 0
    for i in range(len(labels)):
        if predicted[i] == labels[i]:
            right = right + 1
    if len(labels) == 0:
        raise ValueError("there are no labels")
    return right / len(labels)
