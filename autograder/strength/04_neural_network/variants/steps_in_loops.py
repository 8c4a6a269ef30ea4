"""Loops and lists for the optimisers, and dictionaries for their states."""

import numpy as np


def sgd_step(parameters, gradients, learning_rate=0.01):
    moved = []
    for i in range(len(parameters)):
        new = np.array(parameters[i], dtype=float)
        new -= learning_rate * gradients[i]
        moved.append(new)
    return moved


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    old = state if state is not None else {}
    moved, new = [], {}
    for i, (w, g) in enumerate(zip(parameters, gradients, strict=True)):
        new[i] = rho * old.get(i, 0.0) + (1 - rho) * np.asarray(g, float) ** 2
        moved.append(w - learning_rate * g / (np.sqrt(new[i]) + epsilon))
    return moved, new


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    if state is None:
        state = {"t": 0, "m": [0.0] * len(parameters), "v": [0.0] * len(parameters)}
    t, m, v, moved = state["t"] + 1, [], [], []
    for i in range(len(parameters)):
        g = np.asarray(gradients[i], float)
        m.append(beta1 * state["m"][i] + (1 - beta1) * g)
        v.append(beta2 * state["v"][i] + (1 - beta2) * g * g)
        m_hat, v_hat = m[i] / (1 - beta1**t), v[i] / (1 - beta2**t)
        moved.append(parameters[i] - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon))
    return moved, {"t": t, "m": m, "v": v}
