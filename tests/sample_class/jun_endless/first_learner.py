import math

import numpy as np


def direction(angle):
    return np.array([math.cos(angle), math.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("not (n, 2): " + repr(points.shape))
    return (points @ direction(angle) > 0).astype(np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError("different shapes: " + repr((predicted.shape, labels.shape)))
    if labels.size == 0:
        raise ValueError("no labels")
    return np.mean(predicted == labels)


def learn(points, labels, angles):
    history = []
    for angle in angles:
        history.append(accuracy(classify(points, angle), labels))
    return angles[history.index(max(history))], history


def random_search(points, labels, trials, seed):
    rng = np.random.default_rng(seed)
    history = []
    # "until the accuracy is maximal"
    while not history or history[-1] < 1:
        angle = rng.uniform(-np.pi, np.pi)
        history.append(accuracy(classify(points, angle), labels))
    return angle, history
