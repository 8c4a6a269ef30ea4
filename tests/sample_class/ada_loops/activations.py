# Ada - homework 2. I prefer plain loops: I can see what happens to every single number.
import math

import numpy as np


def for_each(x, rule):
    """Apply rule to every number in x and put the answers into an array of the same shape."""
    x = np.asarray(x)
    if x.dtype == np.float32:
        answer = np.zeros(x.shape, dtype=np.float32)
    else:
        answer = np.zeros(x.shape, dtype=np.float64)
    for place in np.ndindex(*x.shape):
        answer[place] = rule(float(x[place]))
    return answer


def sigmoid_of(z):
    if z < 0:
        # e^z / (e^z + 1): for z = -1000 math.exp(1000) would raise OverflowError
        power = math.exp(z)
        return power / (power + 1.0)
    return 1.0 / (1.0 + math.exp(-z))


def sigmoid(x):
    return for_each(x, sigmoid_of)


def sigmoid_derivative(x):
    def rule(z):
        s = sigmoid_of(z)
        return s * (1.0 - s)

    return for_each(x, rule)


def relu(x):
    def rule(z):
        if z > 0:
            return z
        return 0.0

    return for_each(x, rule)


def relu_derivative(x):
    def rule(z):
        if z > 0:
            return 1.0
        return 0.0

    return for_each(x, rule)


def tanh(x):
    return for_each(x, math.tanh)


def tanh_derivative(x):
    def rule(z):
        t = math.tanh(z)
        return 1.0 - t * t

    return for_each(x, rule)


def leaky_relu(x, alpha=0.1):
    def rule(z):
        if z > 0:
            return z
        return alpha * z

    return for_each(x, rule)


def leaky_relu_derivative(x, alpha=0.1):
    def rule(z):
        if z > 0:
            return 1.0
        return alpha

    return for_each(x, rule)


def elu(x, alpha=1.0):
    def rule(z):
        if z > 0:
            return z
        return alpha * (math.exp(z) - 1.0)

    return for_each(x, rule)


def elu_derivative(x, alpha=1.0):
    def rule(z):
        if z > 0:
            return 1.0
        return alpha * math.exp(z)

    return for_each(x, rule)


def softplus(x):
    def rule(z):
        if z > 0:
            return z + math.log(1.0 + math.exp(-z))
        return math.log(1.0 + math.exp(z))

    return for_each(x, rule)


def softplus_derivative(x):
    return for_each(x, sigmoid_of)


def maxout(x, w1, b1, w2, b2):
    n, d = x.shape
    if w1.shape != w2.shape:
        raise ValueError("w1 is %s but w2 is %s" % (w1.shape, w2.shape))
    if w1.shape[0] != d:
        raise ValueError("x is %s, so w1 and w2 cannot be %s" % (x.shape, w1.shape))
    u = w1.shape[1]
    for b in (b1, b2):
        if b.shape != (u,):
            raise ValueError("a bias is %s although the weights are %s" % (b.shape, w1.shape))

    single = True
    for array in (x, w1, b1, w2, b2):
        if array.dtype != np.float32:
            single = False
    answer = np.zeros((n, u), dtype=np.float32 if single else np.float64)
    for row in range(n):
        for unit in range(u):
            first = float(b1[unit])
            second = float(b2[unit])
            for k in range(d):
                first += float(x[row, k]) * float(w1[k, unit])
                second += float(x[row, k]) * float(w2[k, unit])
            answer[row, unit] = first if first > second else second
    return answer


def gradient_through_layers(x, depth):
    def rule(z):
        slope = 1.0
        for layer in range(depth):
            s = sigmoid_of(z)
            slope *= s * (1.0 - s)
            z = s
        return slope

    return for_each(x, rule)
