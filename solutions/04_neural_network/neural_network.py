"""A neural network in NumPy: the dosage network by hand, then forward, backward, three optimisers, and training.

Conventions of every function here (n rows, d features, k classes, L layers):
- x has shape (n, d), one row per example, n >= 1. y has shape (n, k) and is one-hot: 1.0 in the column of the row's
  class, 0.0 elsewhere.
- Parameters are one flat list [W1, b1, W2, b2, ..., WL, bL]. W has shape (inputs, outputs) and b shape (outputs,), so
  that a layer computes a @ W + b for a of shape (n, inputs). Gradients are a list of the same shapes in the same order.
- The hidden layers use tanh, the last one softmax. With L = 1 there is no hidden layer.
- Arguments are never changed, neither arrays nor the lists that hold them. Every array that is returned is new, and
  nothing is kept between calls: a result depends on the arguments alone.
- Everything is computed and returned in float64; integers and float32 are treated as float64.
- Random numbers come from np.random.default_rng(seed) alone. The same seed gives the same result, and NumPy's global
  random numbers are left alone.
"""

import itertools

import numpy as np


def dosage_network(dosage: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lecture's network: one input, two hidden nodes with softplus, one output without an activation function.

    left   = softplus(-34.4 * dosage + 2.14)
    right  = softplus(-2.52 * dosage + 1.29)
    effect = -1.30 * left + 2.28 * right - 0.58

    softplus(z) = log(1 + exp(z)), which equals max(z, 0) + log(1 + exp(-|z|)) without overflow.

    Args:
        dosage: array (n,) of any finite numbers.

    Returns:
        (hidden, effect): hidden (n, 2) with left and right as its columns, before they are weighted; effect (n,).

    Example:
        >>> hidden, effect = dosage_network(np.array([0.0, 0.5, 1.0]))
        >>> hidden[0].round(2), effect.round(2)
        (array([2.25, 1.53]), array([-0.01,  1.03,  0.  ]))
    """
    column = np.asarray(dosage, np.float64)[:, np.newaxis]
    into_hidden = column * np.array([-34.4, -2.52]) + np.array([2.14, 1.29])
    hidden = np.maximum(into_hidden, 0) + np.log1p(np.exp(-np.abs(into_hidden)))
    return hidden, hidden @ np.array([-1.30, 2.28]) - 0.58


def xavier_start(sizes: list[int], seed: int) -> list[np.ndarray]:
    """Parameters to start from: weights uniform between -r and r with r = sqrt(6 / (inputs + outputs)), biases 0.

    r belongs to one layer: inputs and outputs are the two sides of its W. The variance of its weights is
    r**2 / 3 = 2 / (inputs + outputs).

    Args:
        sizes: the number of nodes from the input to the output, at least two: [4, 8, 3] is two layers,
            with W1 (4, 8) and W2 (8, 3).
        seed: an int >= 0 for np.random.default_rng. Every weight is drawn by itself, no two layers alike.

    Returns:
        The list [W1, b1, ..., WL, bL].

    Example:
        >>> [each.shape for each in xavier_start([4, 8, 3], seed=0)]
        [(4, 8), (8,), (8, 3), (3,)]
    """
    rng = np.random.default_rng(seed)
    parameters = []
    for inputs, outputs in itertools.pairwise(sizes):
        reach = np.sqrt(6 / (inputs + outputs))
        parameters += [rng.uniform(-reach, reach, (inputs, outputs)), np.zeros(outputs)]
    return parameters


def forward(parameters: list[np.ndarray], x: np.ndarray) -> list[np.ndarray]:
    """What every layer puts out: A1 = tanh(x @ W1 + b1), A2 = tanh(A1 @ W2 + b2), ..., the last with softmax.

    softmax(z) of a row z is exp(z) / sum(exp(z)). Subtracting the row's own maximum first changes nothing and keeps
    exp from overflowing: pre-activations of 1000 and -1000 give right probabilities.

    Args:
        parameters: the list [W1, b1, ..., WL, bL].
        x: array (n, d).

    Returns:
        The list [A1, ..., AL], A of shape (n, outputs of that layer). The last one, (n, k), holds the probabilities:
        each row adds up to 1. x is not part of the list.

    Raises:
        ValueError: x has not as many columns as W1 has rows. The message contains x's shape and W1's shape as Python
            writes them: (3, 2).

    Example:
        >>> hidden, probabilities = forward([np.eye(2), np.zeros(2), np.eye(2), np.zeros(2)], np.array([[0.5, 0.0]]))
        >>> hidden, probabilities
        (array([[0.46211716, 0.        ]]), array([[0.6135163, 0.3864837]]))
    """
    parameters, x = _floats(parameters), np.asarray(x, np.float64)
    if x.shape[1] != parameters[0].shape[0]:
        raise ValueError(f"x of shape {x.shape} does not fit W1 of shape {parameters[0].shape}")
    outputs = [x]
    for weights, bias in _layers(parameters)[:-1]:
        outputs.append(np.tanh(outputs[-1] @ weights + bias))
    weights, bias = _layers(parameters)[-1]
    return [*outputs[1:], _softmax(outputs[-1] @ weights + bias)]


def _floats(arrays: list[np.ndarray]) -> list[np.ndarray]:
    return [np.asarray(each, np.float64) for each in arrays]


def _layers(parameters: list[np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """The pairs (W, b), from the first layer to the last."""
    return list(zip(parameters[::2], parameters[1::2], strict=True))


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def loss(parameters: list[np.ndarray], x: np.ndarray, y: np.ndarray) -> float:
    """The categorical crossentropy, averaged over the rows: -1/n * sum(y * log(p)), p the network's probabilities.

    A probability below 1e-12 counts as 1e-12, so that the logarithm stays finite: a row costs at most 27.63.

    Args:
        parameters: the list [W1, b1, ..., WL, bL].
        x: array (n, d).
        y: array (n, k), one-hot.

    Returns:
        One number, a float.

    Raises:
        ValueError: y does not have exactly the shape of the probabilities; nothing is broadcast. The message contains
            both shapes. Also where `forward` raises.

    Example:
        >>> round(loss([np.zeros((2, 3)), np.zeros(3)], np.array([[1.0, 2.0]]), np.array([[0.0, 1.0, 0.0]])), 4)
        1.0986
    """
    probabilities = forward(parameters, x)[-1]
    _require_targets(y, probabilities)
    return float(-np.sum(y * np.log(np.maximum(probabilities, 1e-12))) / len(probabilities))


def _require_targets(y: np.ndarray, probabilities: np.ndarray) -> None:
    if np.shape(y) != probabilities.shape:  # NumPy would broadcast (1, k) against (n, k) without a word
        raise ValueError(f"y of shape {np.shape(y)} does not fit probabilities of shape {probabilities.shape}")


def backward(parameters: list[np.ndarray], x: np.ndarray, y: np.ndarray) -> list[np.ndarray]:
    """The gradient of `loss` by every parameter, by the chain rule from the last layer to the first.

    D is the gradient by a layer's pre-activation, (n, outputs), A the layer's output and A_before what went into it:

    last layer      D = (A - y) / n
    hidden layer    D = (D_next @ W_next.T) * (1 - A**2)
    every layer     dW = A_before.T @ D, and db = the sum of D over the rows

    1 - A**2 is the derivative of tanh, written with its output A. No probability is clipped here.

    Args:
        parameters: the list [W1, b1, ..., WL, bL].
        x: array (n, d).
        y: array (n, k), one-hot.

    Returns:
        The list [dW1, db1, ..., dWL, dbL], each with the shape of its parameter.

    Raises:
        ValueError: as `loss` does.

    Example:
        >>> dW, db = backward([np.zeros((2, 2)), np.zeros(2)], np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]]))
        >>> dW, db
        (array([[ 0.5, -0.5],
               [ 1. , -1. ]]), array([ 0.5, -0.5]))
    """
    outputs = [np.asarray(x, np.float64), *forward(parameters, x)]
    _require_targets(y, outputs[-1])
    parameters = _floats(parameters)
    into_layer = (outputs[-1] - y) / len(outputs[-1])
    gradients = []
    for number in reversed(range(len(parameters) // 2)):
        gradients = [outputs[number].T @ into_layer, into_layer.sum(axis=0), *gradients]
        if number > 0:
            into_layer = (into_layer @ parameters[2 * number].T) * (1 - outputs[number] ** 2)
    return gradients


def sgd_step(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float = 0.01
) -> list[np.ndarray]:
    """One step of gradient descent: every parameter minus learning_rate times its gradient.

    Args:
        parameters: a list of arrays of any shapes.
        gradients: a list of arrays of the same shapes.
        learning_rate: a number >= 0.

    Returns:
        The list of the new parameters.

    Example:
        >>> sgd_step([np.array([1.0, 2.0])], [np.array([4.0, -2.0])], learning_rate=0.5)
        [array([-1.,  3.])]
    """
    return [each - learning_rate * gradient for each, gradient in zip(_floats(parameters), gradients, strict=True)]


def rmsprop_step(
    parameters: list[np.ndarray],
    gradients: list[np.ndarray],
    state: object = None,
    learning_rate: float = 0.001,
    rho: float = 0.9,
    epsilon: float = 1e-7,
) -> tuple[list[np.ndarray], object]:
    """One step of RMSProp. Every single weight w, with gradient g, has its own v, which is 0 before the first step.

    v <- rho * v + (1 - rho) * g**2
    w <- w - learning_rate * g / (sqrt(v) + epsilon)

    epsilon stands outside the square root.

    Args:
        parameters: a list of arrays of any shapes.
        gradients: a list of arrays of the same shapes.
        state: None for the first step, then the state that the step before returned. What it looks like is up to you
            (here: the list of the v), but a step must not change the one it is given.
        learning_rate: a number >= 0.
        rho: a number with 0 <= rho < 1.
        epsilon: a number > 0.

    Returns:
        (parameters, state): the list of the new parameters, and the state for the next step.

    Example:
        >>> parameters, state = rmsprop_step([np.array([1.0])], [np.array([4.0])], learning_rate=0.1)
        >>> parameters[0].round(4)
        array([0.6838])
    """
    old = [np.zeros(np.shape(each)) for each in parameters] if state is None else state
    averages = [rho * v + (1 - rho) * np.square(g) for v, g in zip(old, gradients, strict=True)]
    moved = [
        w - learning_rate * g / (np.sqrt(v) + epsilon)
        for w, g, v in zip(_floats(parameters), gradients, averages, strict=True)
    ]
    return moved, averages


def adam_step(
    parameters: list[np.ndarray],
    gradients: list[np.ndarray],
    state: object = None,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-7,
) -> tuple[list[np.ndarray], object]:
    """One step of Adam, number t = 1, 2, 3, ... Every weight w, with gradient g, has its own m and v, at first 0.

    m <- beta1 * m + (1 - beta1) * g
    v <- beta2 * v + (1 - beta2) * g**2
    w <- w - learning_rate * m_hat / (sqrt(v_hat) + epsilon), m_hat = m / (1 - beta1**t), v_hat = v / (1 - beta2**t)

    epsilon stands outside the square root of v_hat. m_hat and v_hat, the bias correction, are used for this step only:
    the next step goes on from m and v.

    Args:
        parameters: a list of arrays of any shapes.
        gradients: a list of arrays of the same shapes.
        state: None for the first step, then the state that the step before returned. What it looks like is up to you
            (here: the lists of the m and of the v, and t), but a step must not change the one it is given.
        learning_rate: a number >= 0.
        beta1: a number with 0 <= beta1 < 1.
        beta2: a number with 0 <= beta2 < 1.
        epsilon: a number > 0.

    Returns:
        (parameters, state): the list of the new parameters, and the state for the next step.

    Example:
        >>> parameters, state = adam_step([np.array([1.0, 2.0])], [np.array([4.0, -0.5])], learning_rate=0.1)
        >>> parameters[0].round(4)
        array([0.9, 2.1])
    """
    zeros = [np.zeros(np.shape(each)) for each in parameters]
    old_means, old_squares, steps = (zeros, zeros, 0) if state is None else state
    t = steps + 1
    means = [beta1 * m + (1 - beta1) * g for m, g in zip(old_means, gradients, strict=True)]
    squares = [beta2 * v + (1 - beta2) * np.square(g) for v, g in zip(old_squares, gradients, strict=True)]
    moved = [
        w - learning_rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        for w, m, v in zip(_floats(parameters), means, squares, strict=True)
    ]
    return moved, (means, squares, t)


def mini_batches(n: int, batch_size: int, seed: int) -> list[np.ndarray]:
    """The row numbers 0 to n - 1, shuffled and cut into batches: the batches of one epoch.

    Every row is in exactly one batch. Each batch holds batch_size rows except the last, which holds what is left.

    Args:
        n: the number of rows, an int >= 1.
        batch_size: an int >= 1; when it is above n, there is a single batch of n rows.
        seed: an int >= 0 for np.random.default_rng.

    Returns:
        A list of arrays of integers.

    Raises:
        ValueError: batch_size is below 1. The message contains batch_size.

    Example:
        >>> [len(batch) for batch in mini_batches(10, 4, seed=0)]
        [4, 4, 2]
    """
    if batch_size < 1:
        raise ValueError(f"a batch holds at least 1 row, not {batch_size}")
    order = np.random.default_rng(seed).permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


def decayed_learning_rate(initial: float, iteration: int, decay_rate: float = 0.96, decay_steps: int = 1000) -> float:
    """Exponential decay of the learning rate: initial * decay_rate ** (iteration / decay_steps).

    The exponent is the plain quotient, not rounded to whole numbers: the rate falls a little in every iteration.

    Args:
        initial: the learning rate at iteration 0, a number > 0.
        iteration: how many steps have been made, an int >= 0.
        decay_rate: the factor by which the rate falls every `decay_steps` iterations, 0 < decay_rate <= 1.
        decay_steps: an int > 0.

    Returns:
        One number, a float.

    Example:
        >>> [round(decayed_learning_rate(0.1, iteration), 4) for iteration in range(0, 6000, 1000)]
        [0.1, 0.096, 0.0922, 0.0885, 0.0849, 0.0815]
    """
    return initial * decay_rate ** (iteration / decay_steps)


def train(
    x: np.ndarray,
    y: np.ndarray,
    sizes: list[int],
    optimizer: str = "adam",
    learning_rate: float = 0.01,
    decay_rate: float = 1.0,
    decay_steps: int = 1000,
    epochs: int = 50,
    batch_size: int = 16,
    seed: int = 0,
) -> tuple[list[np.ndarray], list[float]]:
    """Train a network on x and y, put together from the functions above.

    It starts from xavier_start(sizes, seed). Epoch e = 0, 1, ... goes through mini_batches(n, batch_size, seed + e) in
    their order. For each batch it takes one step with the gradients of the rows of that batch, at the learning rate
    decayed_learning_rate(learning_rate, iteration, decay_rate, decay_steps). iteration counts all steps made before
    this one, over all epochs. RMSProp and Adam take their state along, and rho, beta1, beta2 and epsilon are the
    defaults.

    Args:
        x: array (n, d).
        y: array (n, k), one-hot.
        sizes: the number of nodes from the input to the output: d first, k last.
        optimizer: "sgd", "rmsprop" or "adam".
        learning_rate: the initial one, a number > 0.
        decay_rate: as in `decayed_learning_rate`; 1.0 leaves the learning rate as it is.
        decay_steps: as in `decayed_learning_rate`.
        epochs: how often to go through all rows, an int >= 0.
        batch_size: an int >= 1.
        seed: an int >= 0.

    Returns:
        (parameters, history): the last parameters; and a list or array of epochs + 1 numbers, each the loss on all
        rows: history[0] before the first step, history[e] after e epochs.

    Raises:
        ValueError: optimizer is none of the three names. The message contains it.

    Example:
        >>> x, y = np.array([[-1.0], [1.0], [2.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
        >>> parameters, history = train(x, y, [1, 2], epochs=100, learning_rate=0.1)
        >>> len(history), history[-1] < 0.1
        (101, True)
    """
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
        history.append(loss(parameters, x, y))
    return parameters, history


def predict_labels(parameters: list[np.ndarray], x: np.ndarray) -> np.ndarray:
    """The class of every row: the column with the highest probability.

    Args:
        parameters: the list [W1, b1, ..., WL, bL].
        x: array (n, d).

    Returns:
        Array (n,) of int64, values from 0 to k - 1.

    Example:
        >>> predict_labels([np.eye(2), np.zeros(2)], np.array([[3.0, 1.0], [0.0, 2.0]]))
        array([0, 1])
    """
    return np.argmax(forward(parameters, x)[-1], axis=1).astype(np.int64)
