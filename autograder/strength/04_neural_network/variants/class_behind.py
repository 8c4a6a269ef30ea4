"""A class trains, with a dictionary of steps."""

import math


class Training:
    def __init__(self, x, y, sizes, seed):
        self.x, self.y, self.state, self.count = x, y, None, 0
        self.parameters = xavier_start(sizes, seed)
        self.losses = [loss(self.parameters, x, y)]

    def sgd(self, gradients, rate):
        self.parameters = sgd_step(self.parameters, gradients, learning_rate=rate)

    def rmsprop(self, gradients, rate):
        self.parameters, self.state = rmsprop_step(self.parameters, gradients, self.state, learning_rate=rate)

    def adam(self, gradients, rate):
        self.parameters, self.state = adam_step(self.parameters, gradients, self.state, learning_rate=rate)


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * math.pow(decay_rate, iteration / decay_steps)


def train(
    x,
    y,
    sizes,
    optimizer="adam",
    learning_rate=0.01,
    decay_rate=1.0,
    decay_steps=1000,
    epochs=50,
    batch_size=16,
    seed=0,
):
    training = Training(x, y, sizes, seed)
    steps = {"sgd": training.sgd, "rmsprop": training.rmsprop, "adam": training.adam}
    if optimizer not in steps:
        raise ValueError(f"unknown optimizer: {optimizer}")
    for epoch in range(epochs):
        for batch in mini_batches(x.shape[0], batch_size, seed + epoch):
            rate = decayed_learning_rate(learning_rate, training.count, decay_rate, decay_steps)
            steps[optimizer](backward(training.parameters, x[batch], y[batch]), rate)
            training.count += 1
        training.losses.append(loss(training.parameters, x, y))
    return training.parameters, training.losses
