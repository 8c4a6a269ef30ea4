import numpy as np


def f64(x):
    return np.asarray(x, dtype=np.float64)


def dosage_network(dosage):
    hidden = np.logaddexp(0, f64(dosage)[:, None] * [[-34.4, -2.52]] + [2.14, 1.29])
    return hidden, hidden @ [-1.30, 2.28] - 0.58


def xavier_start(sizes, seed):
    rng = np.random.default_rng(seed)
    sizes = np.asarray(sizes)
    reach = np.sqrt(6 / (sizes[:-1] + sizes[1:]))
    return [
        array
        for i, r in enumerate(reach)
        for array in (r * (2 * rng.random((sizes[i], sizes[i + 1])) - 1), np.zeros(sizes[i + 1]))
    ]


def forward(parameters, x):
    if np.shape(x)[1] != len(parameters[0]):
        raise ValueError(f"shapes {np.shape(x)} and {np.shape(parameters[0])} do not fit")
    *hidden, W, b = map(f64, parameters)
    a, outputs = f64(x), []
    for weights, bias in zip(hidden[::2], hidden[1::2]):
        a = np.tanh(a @ weights + bias)
        outputs.append(a)
    z = a @ W + b
    return [*outputs, np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))]


def _same_shape(y, p):
    if np.shape(y) != p.shape:
        raise ValueError(f"shapes {np.shape(y)} and {p.shape} differ")


def loss(parameters, x, y):
    p = forward(parameters, x)[-1]
    _same_shape(y, p)
    return -np.einsum("ij,ij->", f64(y), np.log(p.clip(1e-12))) / len(p)


def backward(parameters, x, y):
    layers = forward(parameters, x)
    _same_shape(y, layers[-1])
    inputs = [f64(x), *layers[:-1]]
    delta = (layers[-1] - y) / len(y)
    found = []
    for a, W in zip(inputs[::-1], parameters[-2::-2]):
        found += [delta.sum(0), a.T @ delta]
        delta = delta @ f64(W).T * (1 - a * a)  # of no use after the first layer
    return found[::-1]


def sgd_step(parameters, gradients, learning_rate=0.01):
    return [f64(p) - learning_rate * f64(g) for p, g in zip(parameters, gradients)]


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    v = [(1 - rho) * f64(g) ** 2 + (0 if state is None else rho * state[i]) for i, g in enumerate(gradients)]
    return sgd_step(parameters, [g / (v_**0.5 + epsilon) for g, v_ in zip(gradients, v)], learning_rate), v


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    m, v, t = state or ([0.0] * len(parameters), [0.0] * len(parameters), 0)
    m = [beta1 * a + (1 - beta1) * f64(g) for a, g in zip(m, gradients)]
    v = [beta2 * a + (1 - beta2) * f64(g) ** 2 for a, g in zip(v, gradients)]
    t += 1
    c1, c2 = 1 - beta1**t, 1 - beta2**t
    direction = [(a / c1) / ((b / c2) ** 0.5 + epsilon) for a, b in zip(m, v)]
    return sgd_step(parameters, direction, learning_rate), (m, v, t)


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError(f"batch_size={batch_size}")
    order = np.random.default_rng(seed).permutation(n)
    return np.split(order, np.arange(batch_size, n, batch_size))


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * np.exp(np.log(decay_rate) * iteration / decay_steps)


STEPS = {"sgd": lambda p, g, s, r: (sgd_step(p, g, r), None), "rmsprop": rmsprop_step, "adam": adam_step}


def train(x, y, sizes, optimizer="adam", learning_rate=0.01, decay_rate=1.0, decay_steps=1000, epochs=50,
          batch_size=16, seed=0):
    if optimizer not in STEPS:
        raise ValueError(f"optimizer={optimizer!r}")
    p, state, count = xavier_start(sizes, seed), None, 0
    history = np.empty(epochs + 1)
    history[0] = loss(p, x, y)
    for e in range(epochs):
        for rows in mini_batches(len(x), batch_size, seed + e):
            rate = decayed_learning_rate(learning_rate, count, decay_rate, decay_steps)
            p, state = STEPS[optimizer](p, backward(p, x[rows], y[rows]), state, rate)
            count += 1
        history[e + 1] = loss(p, x, y)
    return p, history


def predict_labels(parameters, x):
    return forward(parameters, x)[-1].argmax(axis=1)
