import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points {points.shape} should be (n, 2)")
    projection = np.empty_like(points[:, 0])
    axis = direction(angle)
    for i in range(len(points)):
        projection[i] = points[i] @ axis
    labels = np.zeros_like(projection)
    labels[projection > 0] = 1
    return labels


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} is not {labels.shape}")
    if predicted.size == 0:
        raise ValueError("no labels at all")
    # each wrong label is off by 1
    return 1 - np.mean(np.abs(predicted - labels))


def learn(points, labels, angles):
    history = np.zeros(len(angles))
    for i in range(len(angles)):
        history[i] = accuracy(classify(points, angles[i]), labels)
    return angles[history.argmax()], history


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    best_angle, history = learn(points, labels, angles)
    if history.max() == 1:
        history = history[: history.argmax() + 1]
    return best_angle, history
