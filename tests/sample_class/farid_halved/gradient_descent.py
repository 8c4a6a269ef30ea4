import numpy as np


def to_float(x):
    x = np.asarray(x)
    if x.dtype == np.float32:
        return x
    return x.astype(float)


def predict(x, w, b=0.0):
    if np.shape(w) != x.shape[1:]:
        raise ValueError(f"x.shape = {x.shape}, w.shape = {np.shape(w)}")
    if x.ndim == 1:
        return w * to_float(x) + b
    return to_float(x).dot(w) + b


def mse(x, y, w, b=0.0):
    y_hat = predict(x, w, b)
    if y_hat.shape != y.shape:
        raise ValueError(f"x.shape = {x.shape}, y.shape = {y.shape}")
    return ((y_hat - y) ** 2).mean()


def mse_gradient(x, y, w, b=0.0):
    y_hat = predict(x, w, b)
    if y_hat.shape != y.shape:
        raise ValueError(f"x.shape = {x.shape}, y.shape = {y.shape}")
    m = len(y)
    # as on the slide: J = 1/2m * sum((y_hat - y)^2), so dJ/dw = 1/m * sum((y_hat - y) * x)
    dw = (y_hat - y).dot(to_float(x)) / m
    db = (y_hat - y).sum() / m
    return dw, float(db)


def coordinate_step(loss, weights, index, step):
    w0 = to_float(weights) + 0
    w1 = to_float(weights) + 0
    w2 = to_float(weights) + 0
    w1[index] += step
    w2[index] -= step
    l0, l1, l2 = loss(w0), loss(w1), loss(w2)
    if l1 < l0 and l1 <= l2:
        return w1
    if l2 < l0:
        return w2
    return w0


def numerical_gradient(loss, weights, h=1e-5):
    result = np.zeros_like(to_float(weights))
    i = 0
    while i < len(weights):
        e = np.zeros(len(weights))
        e[i] = h
        result[i] = (loss(weights + e) - loss(weights - e)) / (2 * h)
        i = i + 1
    return result


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = to_float(w) + 0
    history = [mse(x, y, w, b)]
    while steps > 0:
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        if fit_bias:
            b = b - learning_rate * db
        history.append(mse(x, y, w, b))
        steps = steps - 1
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    m = x.shape[0]
    a = to_float(x).reshape(m, -1)
    if fit_bias:
        a = np.concatenate([a, np.ones((m, 1))], axis=1)
    hessian = a.T.dot(a) / m
    return 2 / np.linalg.eigvalsh(hessian).max()
