import numpy as np

# Rosa Bianchi, exercise 1


def real(x):
    x = np.asarray(x)
    return x if x.dtype == np.float32 else np.asarray(x, dtype=np.float64)


def predict(x, w, b=0.0):
    if np.shape(w) != x.shape[1:]:
        raise ValueError(f"{x.shape}, {np.shape(w)}")
    return real(x) @ real(w) + b if x.ndim == 2 else real(x) * w + b


def difference(x, y, w, b):
    p = predict(x, w, b)
    if p.shape != y.shape:
        raise ValueError(f"{x.shape}, {y.shape}")
    return p - real(y)


def mse(x, y, w, b=0.0):
    return np.var(difference(x, y, w, b)) + np.mean(difference(x, y, w, b)) ** 2


def mse_gradient(x, y, w, b=0.0):
    d = difference(x, y, w, b)
    return 2 * (d @ real(x)) / len(d), 2 * float(np.mean(d))


def coordinate_step(loss, weights, index, step):
    e = np.zeros(len(weights), dtype=real(weights).dtype)
    e[index] = step
    return sorted([weights + 0 * e, weights + e, weights - e], key=loss)[0]


def numerical_gradient(loss, weights, h=1e-5):
    e = np.diag(np.full(len(weights), h))
    return np.asarray([(loss(weights + r) - loss(weights - r)) / (2 * h) for r in e], dtype=real(weights).dtype)


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    if steps == 0:
        return real(w) * 1, b, [mse(x, y, w, b)]
    dw, db = mse_gradient(x, y, w, b)
    then = gradient_descent(
        x, y, w - learning_rate * dw, b - learning_rate * db * fit_bias, learning_rate, steps - 1, fit_bias
    )
    return then[0], then[1], [mse(x, y, w, b), *then[2]]


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    a = real(x).reshape(len(x), -1).astype(np.float64)
    if fit_bias:
        a = np.c_[np.ones(len(x)), a]
    return float(1 / np.linalg.eigvalsh(a.T @ a / len(x))[-1])
