"""np.where, np.count_nonzero and np.argmax."""

import numpy as np


def classify(points, angle):
    if np.ndim(points) != 2 or np.shape(points)[1] != 2:
        raise ValueError(f"the shape of points is {np.shape(points)}")
    return np.where(np.dot(points, direction(angle)) > 0, 1, 0)


def accuracy(predicted, labels):
    if np.shape(predicted) != np.shape(labels):
        raise ValueError(f"{np.shape(predicted)} is not {np.shape(labels)}")
    if len(labels) == 0:
        raise ValueError("empty")
    return np.count_nonzero(predicted == labels) / labels.size


def learn(points, labels, angles):
    history = np.empty(len(angles))
    for i, angle in enumerate(angles):
        history[i] = accuracy(classify(points, angle), labels)
    return angles[int(np.argmax(history))], history
