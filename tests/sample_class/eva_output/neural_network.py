import numpy as np


def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def dosage_network(dosage):
    dosage = np.array(dosage, dtype=float)
    left = softplus(-34.4 * dosage + 2.14)
    right = softplus(-2.52 * dosage + 1.29)
    effect = -1.30 * left + 2.28 * right - 0.58
    return np.column_stack((left, right)), effect


def xavier_start(sizes, seed):
    rng = np.random.default_rng(seed)
    parameters = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        limit = np.sqrt(6 / (n_in + n_out))
        parameters.append(rng.uniform(-limit, limit, size=(n_in, n_out)))
        parameters.append(np.zeros(n_out))
    return parameters


def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


# tanh_derivative from assignment 2 (corrected: it takes the pre-activation)
def tanh_derivative(x):
    return 1 - np.tanh(x) ** 2


def forward(parameters, x):
    if x.shape[1] != parameters[0].shape[0]:
        raise ValueError("x has shape %s, W1 has shape %s" % (x.shape, parameters[0].shape))
    a = np.array(x, dtype=float)
    layers_out = []
    last = len(parameters) // 2 - 1
    for i in range(last + 1):
        W = np.array(parameters[2 * i], dtype=float)
        b = np.array(parameters[2 * i + 1], dtype=float)
        z = a @ W + b
        a = softmax(z) if i == last else np.tanh(z)
        layers_out.append(a)
    return layers_out


def check_y(y, p):
    if y.shape != p.shape:
        raise ValueError("y has shape %s, the probabilities have shape %s" % (y.shape, p.shape))


def loss(parameters, x, y):
    p = forward(parameters, x)[-1]
    check_y(y, p)
    return -np.sum(y * np.log(np.maximum(p, 1e-12))) / len(y)


def backward(parameters, x, y):
    layers_out = forward(parameters, x)
    check_y(y, layers_out[-1])
    layers_out = [np.array(x, dtype=float)] + layers_out
    layers = len(parameters) // 2
    gradients = [None] * (2 * layers)
    delta = (layers_out[-1] - y) / len(y)
    for i in range(layers - 1, -1, -1):
        gradients[2 * i] = layers_out[i].T @ delta
        gradients[2 * i + 1] = np.sum(delta, axis=0)
        if i > 0:
            delta = (delta @ np.array(parameters[2 * i], dtype=float).T) * tanh_derivative(layers_out[i])
    return gradients


def sgd_step(parameters, gradients, learning_rate=0.01):
    return [p - learning_rate * g for p, g in zip(parameters, gradients)]


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    if state is None:
        state = [np.zeros(p.shape) for p in parameters]
    new_state = [rho * v + (1 - rho) * g**2 for v, g in zip(state, gradients)]
    new = []
    for p, g, v in zip(parameters, gradients, new_state):
        new.append(p - learning_rate * g / (np.sqrt(v) + epsilon))
    return new, new_state


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    if state is None:
        state = {
            "m": [np.zeros(p.shape) for p in parameters],
            "v": [np.zeros(p.shape) for p in parameters],
            "t": 0,
        }
    t = state["t"] + 1
    m = [beta1 * a + (1 - beta1) * g for a, g in zip(state["m"], gradients)]
    v = [beta2 * a + (1 - beta2) * g**2 for a, g in zip(state["v"], gradients)]
    new = []
    for p, a, b in zip(parameters, m, v):
        m_hat = a / (1 - beta1**t)
        v_hat = b / (1 - beta2**t)
        new.append(p - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon))
    return new, {"m": m, "v": v, "t": t}


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError("batch_size is %d, but must be at least 1" % batch_size)
    order = np.random.default_rng(seed).permutation(n)
    batches = []
    for start in range(0, n, batch_size):
        batches.append(order[start:start + batch_size])
    return batches


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def train(x, y, sizes, optimizer="adam", learning_rate=0.01, decay_rate=1.0, decay_steps=1000, epochs=50,
          batch_size=16, seed=0):
    if optimizer not in ("sgd", "rmsprop", "adam"):
        raise ValueError("optimizer %s is not known" % optimizer)
    parameters = xavier_start(sizes, seed)
    history = [loss(parameters, x, y)]
    state = None
    step = 0
    for epoch in range(epochs):
        for batch in mini_batches(len(x), batch_size, seed + epoch):
            gradients = backward(parameters, x[batch], y[batch])
            lr = decayed_learning_rate(learning_rate, step, decay_rate, decay_steps)
            if optimizer == "sgd":
                parameters = sgd_step(parameters, gradients, lr)
            elif optimizer == "rmsprop":
                parameters, state = rmsprop_step(parameters, gradients, state, lr)
            else:
                parameters, state = adam_step(parameters, gradients, state, lr)
            step += 1
        history.append(loss(parameters, x, y))
    return parameters, history


def predict_labels(parameters, x):
    return np.argmax(forward(parameters, x)[-1], axis=1)
