import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def clasify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"I need (n, 2), not {points.shape}")
    return (points @ direction(angle) > 0).astype(np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"I need equal shapes, not {predicted.shape} and {labels.shape}")
    if labels.size == 0:
        raise ValueError("I need labels")
    return float(np.mean(predicted == labels))


def learn(points, labels, angles):
    history = [accuracy(clasify(points, angle), labels) for angle in angles]
    return float(angles[int(np.argmax(history))]), history


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    history = []
    for angle in angles:
        history.append(accuracy(clasify(points, angle), labels))
        if history[-1] == 1:
            break
    return float(angles[int(np.argmax(history))]), history
