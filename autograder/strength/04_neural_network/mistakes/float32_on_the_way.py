"""x, gradients and dosages pass through float32 on their way.

Loses: dosage_network, forward, loss, backward, sgd_step, rmsprop_step, adam_step
"""

import numpy as np


def narrow(x):
    return np.asarray(x, np.float32).astype(np.float64)


def dosage_network(dosage):
    into_hidden = narrow(dosage)[:, np.newaxis] * [-34.4, -2.52] + [2.14, 1.29]
    hidden = np.logaddexp(into_hidden, 0)
    return hidden, hidden @ np.array([-1.30, 2.28]) - 0.58


def forward(parameters, x):
    if x.shape[1] != parameters[0].shape[0]:
        raise ValueError(f"x of shape {x.shape} does not fit W1 of shape {parameters[0].shape}")
    outputs = [narrow(x)]
    for weights, bias in _layers(_floats(parameters)):
        outputs.append(outputs[-1] @ weights + bias)
        if len(outputs) <= len(parameters) // 2:
            outputs[-1] = np.tanh(outputs[-1])
    return [*outputs[1:-1], _softmax(outputs[-1])]


def sgd_step(parameters, gradients, learning_rate=0.01):
    return [w - learning_rate * narrow(g) for w, g in zip(_floats(parameters), gradients, strict=True)]


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    state = [0.0] * len(parameters) if state is None else state
    state = [rho * v + (1 - rho) * narrow(g) ** 2 for v, g in zip(state, gradients, strict=True)]
    steps = [narrow(g) / (np.sqrt(v) + epsilon) for v, g in zip(state, gradients, strict=True)]
    return [w - learning_rate * step for w, step in zip(_floats(parameters), steps, strict=True)], state


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    means, squares, t = state or ([0.0] * len(parameters), [0.0] * len(parameters), 0)
    means = [beta1 * m + (1 - beta1) * narrow(g) for m, g in zip(means, gradients, strict=True)]
    squares = [beta2 * v + (1 - beta2) * narrow(g) ** 2 for v, g in zip(squares, gradients, strict=True)]
    t += 1
    moved = [
        w - learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        for w, m, v in zip(_floats(parameters), means, squares, strict=True)
    ]
    return moved, (means, squares, t)
