"""A class with state does the work, and the functions make an object of it."""

import numpy as np


class Learner:
    def __init__(self, points, labels):
        self.points, self.labels = points, labels
        self.best, self.angle, self.history = -np.inf, None, []

    def attempt(self, angle):
        share = accuracy(classify(self.points, angle), self.labels)
        self.history.append(share)
        if share > self.best:
            self.best, self.angle = share, float(angle)

    @property
    def finished(self):
        return self.best == 1


def learn(points, labels, angles):
    learner = Learner(points, labels)
    for angle in angles:
        learner.attempt(angle)
    return learner.angle, learner.history


def random_search(points, labels, trials, seed):
    learner, rng = Learner(points, labels), np.random.default_rng(seed)
    for _ in range(trials):
        learner.attempt(rng.uniform(-np.pi, np.pi))
        if learner.finished:
            break
    return learner.angle, learner.history
