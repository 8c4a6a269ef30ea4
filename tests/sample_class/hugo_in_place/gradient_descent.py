import numpy as np

# No copies that are not needed: large data sets fill the memory soon enough.


def as_floats(x):
    return np.asarray(x, dtype="float32" if isinstance(x, np.ndarray) and x.dtype == "float32" else "float64")


def predict(x, w, b=0.0):
    if x.shape[1:] != np.shape(w):
        raise ValueError("x %r and w %r" % (x.shape, np.shape(w)))
    p = as_floats(x) @ as_floats(w) if x.ndim == 2 else as_floats(x) * w
    p += b
    return p


def mse(x, y, w, b=0.0):
    p = predict(x, w, b)
    if p.shape != y.shape:
        raise ValueError("x %r and y %r" % (x.shape, y.shape))
    y = as_floats(y)
    y -= p
    y *= y
    return y.mean()


def mse_gradient(x, y, w, b=0.0):
    r = predict(x, w, b)
    if r.shape != y.shape:
        raise ValueError("x %r and y %r" % (x.shape, y.shape))
    r -= y
    r *= 2 / len(r)
    return r @ as_floats(x), r.sum()


def coordinate_step(loss, weights, index, step):
    weights = as_floats(weights)
    old = weights[index]
    best, lowest = old, loss(weights)
    for new in (old + step, old - step):
        weights[index] = new
        now = loss(weights)
        if now < lowest:
            best, lowest = new, now
    weights[index] = best
    return weights


def numerical_gradient(loss, weights, h=1e-5):
    weights = as_floats(weights)
    g = np.empty_like(weights)
    for i in range(len(weights)):
        old = weights[i]
        weights[i] = old + h
        g[i] = loss(weights)
        weights[i] = old - h
        g[i] -= loss(weights)
        weights[i] = old
    g /= 2 * h
    return g


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = as_floats(w)
    history = np.empty(steps + 1)
    for t in range(steps + 1):
        dw, db = mse_gradient(x, y, w, b)
        r = predict(x, w, b)
        r -= y
        history[t] = np.mean(r * r)
        if t < steps:
            w -= learning_rate * dw
            if fit_bias:
                b = b - learning_rate * db
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    initial *= decay_rate ** (iteration / decay_steps)
    return initial


def largest_stable_learning_rate(x, fit_bias=True):
    a = np.ones((len(x), x[0].size + fit_bias))
    a[:, : x[0].size] = x.reshape(len(x), -1)
    h = a.T @ a
    h *= 2 / len(x)
    return 2 / np.linalg.eigvalsh(h)[-1]
