# Ada - homework 4. Loops again: one number after the other, lists inside, arrays only at the door.
import math

import numpy as np


def rows_of(matrix):
    return np.asarray(matrix, dtype=np.float64).tolist()


def softplus(z):
    if z > 0:
        return z + math.log1p(math.exp(-z))
    return math.log1p(math.exp(z))


def dosage_network(dosage):
    hidden = []
    effect = []
    for d in rows_of(dosage):
        left = softplus(-34.4 * d + 2.14)
        right = softplus(-2.52 * d + 1.29)
        hidden.append([left, right])
        effect.append(-1.30 * left + 2.28 * right - 0.58)
    return np.array(hidden), np.array(effect)


def xavier_start(sizes, seed):
    generator = np.random.default_rng(seed)
    parameters = []
    for layer in range(1, len(sizes)):
        inputs = sizes[layer - 1]
        outputs = sizes[layer]
        r = math.sqrt(6.0 / (inputs + outputs))
        W = np.zeros((inputs, outputs))
        for i in range(inputs):
            for j in range(outputs):
                W[i, j] = -r + 2.0 * r * generator.random()
        parameters.append(W)
        parameters.append(np.zeros(outputs))
    return parameters


def softmax_row(z):
    top = max(z)
    powers = [math.exp(each - top) for each in z]
    total = sum(powers)
    return [power / total for power in powers]


def affine_row(a, W, b):
    z = []
    for j in range(len(b)):
        total = b[j]
        for i in range(len(a)):
            total += a[i] * W[i][j]
        z.append(total)
    return z


def forward_lists(parameters, x):
    """The same as forward, but lists come in and lists go out."""
    layers = len(parameters) // 2
    outputs = []
    a = x
    for layer in range(layers):
        W = parameters[2 * layer]
        b = parameters[2 * layer + 1]
        new = []
        for row in a:
            z = affine_row(row, W, b)
            if layer < layers - 1:
                new.append([math.tanh(each) for each in z])
            else:
                new.append(softmax_row(z))
        outputs.append(new)
        a = new
    return outputs


def check_x(parameters, x):
    if np.shape(x)[1] != np.shape(parameters[0])[0]:
        raise ValueError("x is %s but W1 is %s" % (np.shape(x), np.shape(parameters[0])))


def check_y(y, n, k):
    if np.shape(y) != (n, k):
        raise ValueError("y is %s but the probabilities are %s" % (np.shape(y), (n, k)))


def forward(parameters, x):
    check_x(parameters, x)
    outputs = forward_lists([rows_of(p) for p in parameters], rows_of(x))
    return [np.array(output) for output in outputs]


def loss(parameters, x, y):
    p = forward(parameters, x)[-1]
    n, k = p.shape
    check_y(y, n, k)
    total = 0.0
    for i in range(n):
        for j in range(k):
            total -= y[i, j] * math.log(max(p[i, j], 1e-12))
    return float(total / n)


def backward(parameters, x, y):
    check_x(parameters, x)
    P = [rows_of(p) for p in parameters]
    X = rows_of(x)
    outputs = forward_lists(P, X)
    n = len(X)
    check_y(y, n, len(P[-1]))
    Y = rows_of(y)
    D = []
    for i in range(n):
        D.append([(outputs[-1][i][j] - Y[i][j]) / n for j in range(len(Y[i]))])
    gradients = [None] * len(P)
    for layer in range(len(P) // 2 - 1, -1, -1):
        before = X if layer == 0 else outputs[layer - 1]
        W = P[2 * layer]
        dW = [[0.0] * len(W[0]) for _ in W]
        db = [0.0] * len(W[0])
        for i in range(n):
            for k, d in enumerate(D[i]):
                db[k] += d
                for j in range(len(W)):
                    dW[j][k] += before[i][j] * d
        gradients[2 * layer] = np.array(dW)
        gradients[2 * layer + 1] = np.array(db)
        if layer > 0:
            earlier = []
            for i in range(n):
                row = []
                for j in range(len(W)):
                    total = 0.0
                    for k, d in enumerate(D[i]):
                        total += d * W[j][k]
                    row.append(total * (1.0 - before[i][j] ** 2))
                earlier.append(row)
            D = earlier
    return gradients


def for_each(parameters, rule):
    """New arrays of the same shapes, filled by rule(which array, which place)."""
    new = []
    for which, p in enumerate(parameters):
        values = np.zeros(np.shape(p))
        for place in np.ndindex(values.shape):
            values[place] = rule(which, place)
        new.append(values)
    return new


def sgd_step(parameters, gradients, learning_rate=0.01):
    return for_each(parameters, lambda i, at: parameters[i][at] - learning_rate * gradients[i][at])


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    if state is None:
        state = for_each(parameters, lambda i, at: 0.0)
    old = state
    v = for_each(parameters, lambda i, at: rho * old[i][at] + (1 - rho) * float(gradients[i][at]) ** 2)

    def rule(i, at):
        return parameters[i][at] - learning_rate * gradients[i][at] / (math.sqrt(v[i][at]) + epsilon)

    return for_each(parameters, rule), v


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    if state is None:
        zero = for_each(parameters, lambda i, at: 0.0)
        state = {"m": zero, "v": zero, "t": 0}
    t = state["t"] + 1
    m = for_each(parameters, lambda i, at: beta1 * state["m"][i][at] + (1 - beta1) * gradients[i][at])
    v = for_each(parameters, lambda i, at: beta2 * state["v"][i][at] + (1 - beta2) * float(gradients[i][at]) ** 2)

    def rule(i, at):
        m_hat = m[i][at] / (1 - beta1**t)
        v_hat = v[i][at] / (1 - beta2**t)
        return parameters[i][at] - learning_rate * m_hat / (math.sqrt(v_hat) + epsilon)

    return for_each(parameters, rule), {"m": m, "v": v, "t": t}


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1, but is %d" % batch_size)
    left = list(range(n))
    generator = np.random.default_rng(seed)
    batches = []
    batch = []
    while left:
        # take a random row out of those that are left
        batch.append(left.pop(int(generator.integers(len(left)))))
        if len(batch) == batch_size or not left:
            batches.append(np.array(batch))
            batch = []
    return batches


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * math.pow(decay_rate, iteration / decay_steps)


def train(x, y, sizes, optimizer="adam", learning_rate=0.01, decay_rate=1.0, decay_steps=1000, epochs=50,
          batch_size=16, seed=0):
    if optimizer != "sgd" and optimizer != "rmsprop" and optimizer != "adam":
        raise ValueError("unknown optimizer: " + str(optimizer))
    parameters = xavier_start(sizes, seed)
    history = [loss(parameters, x, y)]
    state = None
    iteration = 0
    for e in range(epochs):
        for batch in mini_batches(len(x), batch_size, seed + e):
            g = backward(parameters, x[batch], y[batch])
            rate = decayed_learning_rate(learning_rate, iteration, decay_rate, decay_steps)
            if optimizer == "sgd":
                parameters = sgd_step(parameters, g, rate)
            elif optimizer == "rmsprop":
                parameters, state = rmsprop_step(parameters, g, state, rate)
            else:
                parameters, state = adam_step(parameters, g, state, rate)
            iteration = iteration + 1
        history.append(loss(parameters, x, y))
    return parameters, history


def predict_labels(parameters, x):
    labels = []
    for row in forward(parameters, x)[-1]:
        best = 0
        for j in range(1, len(row)):
            if row[j] > row[best]:
                best = j
        labels.append(best)
    return np.array(labels, dtype=np.int64)
