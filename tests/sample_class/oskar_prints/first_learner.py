import numpy as np


def direction(angle):
    print(np.array([np.cos(angle), np.sin(angle)]))


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points: {points.shape}")
    print("classify", len(points), "points at", angle)
    return np.int64(points[:, 0] * np.cos(angle) + points[:, 1] * np.sin(angle) > 0)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"predicted: {predicted.shape}, labels: {labels.shape}")
    if labels.size == 0:
        raise ValueError("labels: none")
    print("accuracy of", predicted)
    return (predicted == labels).sum() / labels.size


def learn(points, labels, angles):
    history = []
    for angle in angles:
        history.append(accuracy(classify(points, angle), labels))
        print(angle, history[-1])
    return angles[np.argmax(history)], np.array(history)


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    history = []
    for angle in angles:
        history.append(accuracy(classify(points, angle), labels))
        print(angle, history[-1])
        if history[-1] == 1:
            break
    return angles[np.argmax(history)], np.array(history)
