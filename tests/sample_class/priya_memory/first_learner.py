import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"bad shape {points.shape}")
    return (points @ direction(angle) > 0).astype(np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"bad shapes {predicted.shape} {labels.shape}")
    if labels.size == 0:
        raise ValueError("bad size 0")
    return np.mean(predicted == labels)


def learn(points, labels, angles):
    history = [accuracy(classify(points, angle), labels) for angle in angles]
    return angles[np.argmax(history)], history


def random_search(points, labels, trials, seed):
    # as in the NumPy tutorial I learned from
    np.random.seed(seed)
    angles, accuracies = [], []
    while len(angles) < trials:
        angles.append(np.random.uniform(-np.pi, np.pi))
        accuracies.append(accuracy(classify(points, angles[-1]), labels))
        if accuracies[-1] == 1:
            break
    return angles[np.argmax(accuracies)], accuracies
