import numpy as np


def prepare(x):
    """float32 stays, the rest becomes float64"""
    x = np.asarray(x)
    return x if x.dtype == np.float32 else x.astype("float64")


def sigmoid(x):
    x = prepare(x)
    t = np.exp(-np.absolute(x))
    return np.where(x < 0, t / (1 + t), 1 / (1 + t))


# As in the backpropagation code of my old textbook: the neuron's output is stored, so use that.
def sigmoid_derivative(output):
    output = prepare(output)
    return output * (1 - output)


def relu(x):
    x = prepare(x)
    return np.maximum(0, x)


def relu_derivative(output):
    # for relu it makes no difference
    output = prepare(output)
    return (output > 0).astype(output.dtype)


def tanh(x):
    return np.tanh(prepare(x))


def tanh_derivative(output):
    return 1 - prepare(output) ** 2


def leaky_relu(x, alpha=0.1):
    x = prepare(x)
    return np.where(x >= 0, x, alpha * x)


def leaky_relu_derivative(output, alpha=0.1):
    output = prepare(output)
    slope = np.ones(output.shape, output.dtype)
    return np.where(output > 0, slope, alpha * slope)


def elu(x, alpha=1.0):
    x = prepare(x)
    return np.where(x >= 0, x, alpha * (np.exp(-np.absolute(x)) - 1))


def elu_derivative(x, alpha=1.0):
    x = prepare(x)
    return np.where(x >= 0, np.ones_like(x), alpha * np.exp(-np.absolute(x)))


def softplus(x):
    x = prepare(x)
    return np.log1p(np.exp(-np.absolute(x))) + relu(x)


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    layers = []
    if np.shape(w1) != np.shape(w2):
        raise ValueError("w1 has shape {} and w2 {}".format(np.shape(w1), np.shape(w2)))
    for w, b in [(w1, b1), (w2, b2)]:
        if np.shape(x)[1] != np.shape(w)[0]:
            raise ValueError("x has shape {} and w {}".format(np.shape(x), np.shape(w)))
        if np.shape(b) != (np.shape(w)[1],):
            raise ValueError("w has shape {} and b {}".format(np.shape(w), np.shape(b)))
        layers.append(np.dot(prepare(x), prepare(w)) + prepare(b))
    return np.maximum(*layers)


def gradient_through_layers(x, depth):
    a = prepare(x)
    product = np.ones_like(a)
    for _ in range(depth):
        a = sigmoid(a)
        product = product * sigmoid_derivative(a)  # fits: this one wants the output
    return product
