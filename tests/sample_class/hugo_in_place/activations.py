import numpy as np

# Writing into x saves memory, so relu & co. do it wherever they can.


def sigmoid(x):
    x = as_floats(x)
    s = np.exp(-np.fabs(x))
    s += 1
    s = 1 / s
    return np.where(x < 0, np.exp(np.minimum(x, 0)) * s, s)


def as_floats(x):
    return np.asarray(x, dtype="float32" if isinstance(x, np.ndarray) and x.dtype == "float32" else "float64")


def sigmoid_derivative(x):
    s = sigmoid(x)
    return s * (1 - s)


def relu(x):
    x[x < 0] = 0
    return x


def relu_derivative(x):
    x = as_floats(x)
    x[x > 0] = 1
    x[x <= 0] = 0
    return x


def tanh(x):
    return np.tanh(as_floats(x))


def tanh_derivative(x):
    t = tanh(x)
    t *= t
    return 1 - t


def leaky_relu(x, alpha=0.1):
    x = as_floats(x)
    x[x < 0] *= alpha
    return x


def leaky_relu_derivative(x, alpha=0.1):
    x = as_floats(x)
    return np.where(x > 0, np.ones_like(x), np.full_like(x, alpha))


def elu(x, alpha=1.0):
    x = as_floats(x)
    left = x < 0
    x[left] = alpha * np.expm1(x[left])
    return x


def elu_derivative(x, alpha=1.0):
    x = as_floats(x)
    return np.where(x > 0, np.ones_like(x), alpha * np.exp(np.minimum(x, 0)))


def softplus(x):
    return np.logaddexp(as_floats(x), 0)


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    if w1.shape != w2.shape:
        raise ValueError("different shapes of weights: %r, %r" % (w1.shape, w2.shape))
    if x.shape[1] != len(w1):
        raise ValueError("x %r and weights %r" % (x.shape, w1.shape))
    for b in b1, b2:
        if b.shape != (w1.shape[1],):
            raise ValueError("weights %r and bias %r" % (w1.shape, b.shape))
    y = as_floats(x) @ as_floats(w1)
    y += b1
    z = as_floats(x) @ as_floats(w2)
    z += b2
    return np.maximum(y, z, out=y)


def gradient_through_layers(x, depth):
    x = as_floats(x)
    product = np.ones_like(x)
    for _ in range(depth):
        x = sigmoid(x)
        product *= x * (1 - x)
    return product
