import numpy as np

# x is always handled as a matrix (n, d): one column when it is (n,). The bias is one more column, of ones.


def as_float(x):
    single = getattr(x, "dtype", None) == np.float32
    return np.asarray(x, dtype=np.float32 if single else np.float64)


def matrix(x):
    return as_float(x).reshape(len(x), -1)


def predict(x, w, b=0.0):
    if x.shape[1:] != np.shape(w):
        raise ValueError(f"w {np.shape(w)} does not go with x {x.shape}")
    return np.einsum("nd,d->n", matrix(x), np.ravel(w).astype(matrix(x).dtype)) + b


def residuals(x, y, w, b):
    if y.shape != x.shape[:1]:
        raise ValueError(f"y {y.shape} does not go with x {x.shape}")
    return predict(x, w, b) - as_float(y)


def mse(x, y, w, b=0.0):
    r = residuals(x, y, w, b)
    return np.inner(r, r) / r.size


def mse_gradient(x, y, w, b=0.0):
    r = residuals(x, y, w, b)
    dw = np.einsum("nd,n->d", matrix(x), r) * (2 / r.size)
    return dw.reshape(np.shape(w)), 2 * r.mean()


def coordinate_step(loss, weights, index, step):
    candidates = np.stack([as_float(weights)] * 3)
    candidates[1:, index] += [step, -step]
    return candidates[np.argmin([loss(each) for each in candidates])].copy()


def numerical_gradient(loss, weights, h=1e-5):
    shifts = np.identity(weights.size) * h
    difference = np.apply_along_axis(lambda shift: loss(weights + shift) - loss(weights - shift), 1, shifts)
    return (difference / (2 * h)).astype(as_float(weights).dtype)


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    history = np.empty(steps + 1)
    history[0] = mse(x, y, w, b)
    w, b = as_float(w) + 0, float(b)
    for t in range(1, steps + 1):
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        b = b - learning_rate * float(db) * fit_bias
        history[t] = mse(x, y, w, b)
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * np.power(decay_rate, iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    a = np.hstack([matrix(x), np.ones((len(x), int(fit_bias)))])
    # largest eigenvalue of 2/n a'a = 2/n times the square of the largest singular value of a
    return len(x) / np.linalg.norm(a, 2) ** 2
