# Ines Pereira, group B
import numpy as np


def direction(angle):
    return np.array((np.cos(angle), np.sin(angle)))


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"{points.shape} != (n, 2)")
    return (points @ direction(angle) >= 0).astype(np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} != {labels.shape}")
    if labels.size < 1:
        raise ValueError("0 labels")
    return float((predicted == labels).sum() / labels.size)


def learn(points, labels, angles):
    best, best_angle, history = 0.0, None, []
    for angle in angles:
        score = accuracy(classify(points, angle), labels)
        history.append(score)
        if score >= best:
            best, best_angle = score, float(angle)
    return best_angle, history


def random_search(points, labels, trials, seed):
    best, best_angle, history = 0.0, None, []
    for angle in np.random.default_rng(seed).uniform(-np.pi, np.pi, trials):
        score = accuracy(classify(points, angle), labels)
        history.append(score)
        if score >= best:
            best, best_angle = score, float(angle)
        if best >= 1.0:
            break
    return best_angle, history
