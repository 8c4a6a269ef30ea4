import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"shape is {points.shape}")
    return np.array(points @ direction(angle) > 0, dtype=np.int64)


def accuracy(predicted, labels):
    """In percent."""
    if predicted.shape != labels.shape:
        raise ValueError(f"shapes are {predicted.shape}, {labels.shape}")
    if predicted.size == 0:
        raise ValueError("empty")
    return 100 * np.mean(predicted == labels)


def learn(points, labels, angles):
    history = np.array([accuracy(classify(points, angle), labels) for angle in angles])
    return angles[np.argmax(history)], history


def random_search(points, labels, trials, seed):
    accuracies = []
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    for angle in angles:
        accuracies.append(accuracy(classify(points, angle), labels))
        if accuracies[-1] == 100:
            break
    return angles[np.argmax(accuracies)], np.array(accuracies)
