# Ada - homework 0. Plain loops again, one point after the other.
import math

import numpy as np


def direction(angle):
    return np.array([math.cos(angle), math.sin(angle)])


def classify(points, angle):
    if len(points.shape) != 2 or points.shape[1] != 2:
        raise ValueError("points has shape %s" % (points.shape,))
    c = math.cos(angle)
    s = math.sin(angle)
    labels = np.zeros(len(points), dtype=np.int64)
    for i in range(len(points)):
        if float(points[i, 0]) * c + float(points[i, 1]) * s > 0:
            labels[i] = 1
    return labels


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError("%s against %s" % (predicted.shape, labels.shape))
    n = len(labels)
    if n == 0:
        raise ValueError("nothing to compare")
    right = 0
    for i in range(n):
        if predicted[i] == labels[i]:
            right += 1
    return right / n


def learn(points, labels, angles):
    best_angle = None
    best = -1.0
    history = []
    for angle in angles:
        score = accuracy(classify(points, angle), labels)
        history.append(score)
        if score > best:
            best = score
            best_angle = float(angle)
    return best_angle, history


def random_search(points, labels, trials, seed):
    rng = np.random.default_rng(seed)
    best_angle = None
    best = -1.0
    accuracies = []
    for trial in range(trials):
        angle = rng.uniform(-np.pi, np.pi)  # one at a time gives the same numbers as all at once
        score = accuracy(classify(points, angle), labels)
        accuracies.append(score)
        if score > best:
            best = score
            best_angle = angle
        if score == 1.0:
            break
    return best_angle, accuracies
