import numpy as np

# Rosa Bianchi, exercise 2


def real(x):
    x = np.asarray(x)
    return x if x.dtype == np.float32 else np.asarray(x, dtype=np.float64)


def sigmoid(x):
    x = real(x)
    e = np.exp(-np.sqrt(x * x))
    return np.where(x > 0, np.ones_like(e), e) / (e + 1)


def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


def relu(x):
    return np.maximum(real(x), 0)


def relu_derivative(x):
    return np.asarray(real(x) > 0, dtype=real(x).dtype)


def tanh(x):
    return np.tanh(real(x))


def tanh_derivative(x):
    return 1 - np.tanh(real(x)) ** 2


def leaky_relu(x, alpha=0.1):
    return np.where(real(x) > 0, real(x), alpha * real(x))


def leaky_relu_derivative(x, alpha=0.1):
    return np.where(real(x) > 0, np.ones_like(real(x)), alpha)


def elu(x, alpha=1.0):
    return np.where(real(x) > 0, real(x), alpha * np.expm1(np.minimum(real(x), 0)))


def elu_derivative(x, alpha=1.0):
    return np.where(real(x) > 0, np.ones_like(real(x)), alpha * np.exp(np.minimum(real(x), 0)))


def softplus(x):
    return np.logaddexp(real(x), 0)


def softplus_derivative(x):
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    if (x.shape[1], b1.shape, b2.shape) != (w1.shape[0], w1.shape[1:], w1.shape[1:]) or w1.shape != w2.shape:
        raise ValueError(f"{x.shape}, {w1.shape}, {b1.shape}, {w2.shape}, {b2.shape}")
    return np.maximum(real(x) @ real(w1) + real(b1), real(x) @ real(w2) + real(b2))


def gradient_through_layers(x, depth):
    x = real(x)
    answer = np.ones_like(x)
    for _ in range(depth):
        answer = answer * sigmoid_derivative(x)
        x = sigmoid(x)
    return answer
