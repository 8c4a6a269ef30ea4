import numpy as np

# All angles at once: projections is (n, t), one column per angle.


def direction(angle):
    return np.stack([np.cos(angle), np.sin(angle)])


def _check(points):
    if points.shape[1:] != (2,):
        raise ValueError(f"points: {points.shape}, expected (n, 2)")


def classify(points, angle):
    _check(points)
    return np.heaviside(points @ direction(angle), 0).astype(np.int64)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape or predicted.size == 0:
        raise ValueError(f"cannot compare shapes {predicted.shape} and {labels.shape}")
    return 1 - np.count_nonzero(predicted ^ labels) / labels.size


def scores(points, labels, angles):
    _check(points)
    if labels.shape != points.shape[:1]:
        raise ValueError(f"predictions {points.shape[:1]}, labels {labels.shape}")
    white = points @ direction(angles) > 0
    return np.mean(white == (labels == 1)[:, None], axis=0)


def learn(points, labels, angles):
    history = scores(points, labels, angles)
    return angles[history.argmax()], history


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    history = scores(points, labels, angles)
    best = history.argmax()
    return angles[best], history[: best + 1] if history[best] == 1 else history
