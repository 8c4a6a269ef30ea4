import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("wrong shape " + str(points.shape))
    return (points @ direction(angle) > 0).astype(int)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError("wrong shapes " + str(predicted.shape) + " " + str(labels.shape))
    if not labels.size:
        raise ValueError("no labels")
    return (predicted == labels).mean()


# What we want is the highest accuracy, so that is what the searches return.
def learn(points, labels, angles):
    history = [accuracy(classify(points, a), labels) for a in angles]
    return max(history), history


def random_search(points, labels, trials, seed):
    accuracies = []
    for a in np.random.default_rng(seed).uniform(-np.pi, np.pi, trials):
        accuracies.append(accuracy(classify(points, a), labels))
        if accuracies[-1] == 1:
            break
    return max(accuracies), accuracies
