"""Independent values of networks and of optimisers, each with its source. Never shipped to students."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks.arguments import Array
from autograder.checks.loss_oracles import softmax_crossentropy_gradient
from autograder.checks.oracles import softplus


def dosage_network(dosage: Array) -> tuple[Array, Array]:
    """Source: the lecture's weights. Worked values at dosage 0: softplus(2.14) = 2.25 on the left, an effect near 0."""
    hidden = np.column_stack([softplus(-34.4 * dosage + 2.14), softplus(-2.52 * dosage + 1.29)])
    return hidden, np.array([math.fsum([-1.30 * left, 2.28 * right, -0.58]) for left, right in hidden])


def network_outputs(parameters: list[Array], x: Array) -> list[Array]:
    """The outputs of all layers. Source: the definition; softmax as exp(z - log(sum(exp(z)))), by NumPy's logaddexp."""
    outputs = [np.asarray(x, float)]
    for weights, bias in zip(parameters[::2], parameters[1::2], strict=True):
        into_layer = outputs[-1] @ weights + bias
        outputs.append(np.tanh(into_layer))
    logits: Array = into_layer
    return [*outputs[1:-1], np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))]


def network_loss(parameters: list[Array], x: Array, y: Array) -> float:
    """Source: the definition, -1/n * sum(y * log(max(p, 1e-12))). Worked value: log(k) when all p are 1/k."""
    probabilities = network_outputs(parameters, x)[-1]
    costs = [-math.log(max(p, 1e-12)) for p in probabilities[np.asarray(y) > 0.5]]
    return math.fsum(costs) / len(probabilities)


def network_slopes(parameters: list[Array], x: Array, y: Array) -> list[Array]:
    """The gradient without the chain rule: central differences of `network_loss`, one number after the other.

    h = cbrt(eps) balances its two errors, as in `slopes`: right to about 1e-9.
    """
    h = float(np.cbrt(np.finfo(float).eps))

    def loss_with(index: int, place: tuple[int, ...], change: float) -> float:
        moved = [each.astype(float) for each in parameters]
        moved[index][place] += change
        return network_loss(moved, x, y)

    return [
        np.array(
            [(loss_with(i, place, h) - loss_with(i, place, -h)) / (2 * h) for place in np.ndindex(each.shape)]
        ).reshape(each.shape)
        for i, each in enumerate(parameters)
    ]


def last_weights_gradient(parameters: list[Array], x: Array, y: Array) -> Array:
    """The gradient of `network_loss` by the last layer's weights, right to rounding.

    Source: `softmax_crossentropy_gradient` by what arrives at softmax, times the derivative of that by the weights.
    """
    arriving = [np.asarray(x, float), *network_outputs(parameters, x)][-2]
    return np.asarray(arriving.T @ softmax_crossentropy_gradient(arriving @ parameters[-2] + parameters[-1], y))


def network_labels(parameters: list[Array], x: Array) -> Array:
    """The column of each row's highest probability. Source: the definition; softmax leaves the order as it is."""
    output, before = np.asarray(x, float), np.asarray(x, float)
    with np.errstate(all="ignore"):  # the parameters are a submission's: whatever it trained
        for weights, bias in zip(parameters[::2], parameters[1::2], strict=True):
            before = output @ weights + bias
            output = np.tanh(before)
    return np.asarray(np.argmax(before, axis=1))


def sgd(parameters: list[Array], gradients: list[Array], learning_rate: float = 0.01) -> list[Array]:
    """Source: the definition."""
    return [np.subtract(w, np.multiply(learning_rate, g)) for w, g in zip(parameters, gradients, strict=True)]


def rmsprop(
    parameters: list[Array],
    gradients: list[list[Array]],
    learning_rate: float = 0.001,
    rho: float = 0.9,
    epsilon: float = 1e-7,
) -> list[Array]:
    """The parameters after one step for each list of `gradients`.

    Source: Tieleman and Hinton 2012, with v written out as the sum (1 - rho) * sum_i rho^(t - i) * g_i^2.
    """
    moved = [np.asarray(each, float) for each in parameters]
    for t in range(1, len(gradients) + 1):
        for index, each in enumerate(moved):
            g = [np.asarray(step[index], float) for step in gradients[:t]]
            v = np.asarray((1 - rho) * sum(rho ** (t - 1 - i) * g[i] ** 2 for i in range(t)))
            moved[index] = each - learning_rate * g[-1] / (np.sqrt(v) + epsilon)
    return moved


def adam(
    parameters: list[Array],
    gradients: list[list[Array]],
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-7,
) -> list[Array]:
    """The parameters after one step for each list of `gradients`.

    Source: Kingma and Ba 2015, algorithm 1, with m_hat and v_hat written out as what bias correction makes of them:
    weighted means of all g and g^2 so far, with weights beta^(t - i) that add up to 1. Worked value: the first step is
    learning_rate * g / (|g| + epsilon).
    """
    moved = [np.asarray(each, float) for each in parameters]
    for t in range(1, len(gradients) + 1):
        for index, each in enumerate(moved):
            g = np.array([step[index] for step in gradients[:t]], float)
            m = np.average(g, axis=0, weights=beta1 ** np.arange(t - 1.0, -1, -1))
            v = np.average(g**2, axis=0, weights=beta2 ** np.arange(t - 1.0, -1, -1))
            moved[index] = each - learning_rate * m / (np.sqrt(v) + epsilon)
    return moved
