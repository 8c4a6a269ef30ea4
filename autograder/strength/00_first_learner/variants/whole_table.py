"""All projections on all axes are one product of matrices."""

import numpy as np


def learn(points, labels, angles):
    if labels.shape != (len(points),):
        raise ValueError(f"labels must be ({len(points)},), not {labels.shape}")
    axes = np.stack([np.cos(angles), np.sin(angles)])
    guesses = points @ axes > 0
    history = (guesses == labels[:, np.newaxis]).mean(axis=0)
    return float(angles[history.argmax()]), history


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    _, history = learn(points, labels, angles)
    if (history == 1).any():
        history = history[: history.argmax() + 1].copy()
    return float(angles[history.argmax()]), history
