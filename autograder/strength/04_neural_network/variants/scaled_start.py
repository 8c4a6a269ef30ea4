"""Uniform numbers from 0 to 1, stretched; all weights of the network from one draw."""

import itertools

import numpy as np


def xavier_start(sizes, seed):
    pairs = list(itertools.pairwise(sizes))
    numbers = np.random.default_rng(seed).random(sum(i * o for i, o in pairs))
    parameters = []
    for inputs, outputs in pairs:
        own, numbers = numbers[: inputs * outputs], numbers[inputs * outputs :]
        weights = (2 * own.reshape(inputs, outputs) - 1) * (6 / (inputs + outputs)) ** 0.5
        parameters.extend((weights, np.zeros(shape=outputs)))
    return parameters
