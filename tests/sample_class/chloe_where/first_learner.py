"""Homework 0, Chloe Martin."""
import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)], dtype=np.float64)


def classify(points, angle):
    if points.ndim != 2 or points.shape[-1] != 2:
        raise ValueError(f"expected points of shape (n, 2), got {points.shape}")
    x, y = points[:, 0], points[:, 1]
    projection = x * np.cos(angle) + y * np.sin(angle)
    return np.where(projection > 0, 1, 0)


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"predicted is {predicted.shape} and labels is {labels.shape}")
    if len(labels) == 0:
        raise ValueError("there are no labels")
    return np.where(predicted == labels, 1.0, 0.0).mean()


def learn(points, labels, angles):
    history = np.zeros(len(angles))
    for i, angle in enumerate(angles):
        history[i] = accuracy(classify(points, angle), labels)
    first = np.where(history == history.max())[0][0]
    return float(angles[first]), history


def random_search(points, labels, trials, seed):
    angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials)
    _, history = learn(points, labels, angles)
    done = np.where(history == 1)[0]
    if len(done) > 0:
        angles = angles[: done[0] + 1]
    return learn(points, labels, angles)
