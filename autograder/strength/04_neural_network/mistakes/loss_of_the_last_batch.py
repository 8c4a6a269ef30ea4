"""The history holds the loss of the last batch.

Loses: train
"""


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
    if optimizer not in ("sgd", "rmsprop", "adam"):
        raise ValueError(f"there is no optimizer {optimizer!r}: choose sgd, rmsprop or adam")
    parameters, state, iteration = xavier_start(sizes, seed), None, 0
    history = [loss(parameters, x, y)]
    for epoch in range(epochs):
        for batch in mini_batches(len(x), batch_size, seed + epoch):
            gradients = backward(parameters, x[batch], y[batch])
            rate = decayed_learning_rate(learning_rate, iteration, decay_rate, decay_steps)
            if optimizer == "sgd":
                parameters = sgd_step(parameters, gradients, rate)
            elif optimizer == "rmsprop":
                parameters, state = rmsprop_step(parameters, gradients, state, rate)
            else:
                parameters, state = adam_step(parameters, gradients, state, rate)
            iteration += 1
        history.append(loss(parameters, x[batch], y[batch]))
    return parameters, history
