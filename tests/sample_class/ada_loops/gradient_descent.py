# Ada - homework 1. No matrix product, only loops: this way I see where every number goes.
import numpy as np


def is_single(*things):
    """True when all the arrays among the arguments are float32."""
    for thing in things:
        if isinstance(thing, np.ndarray) and thing.dtype != np.float32:
            return False
    return True


def rows_of(x, w):
    """The rows of x as lists of floats, and w as a list that fits to them."""
    if x.ndim == 1:
        if np.ndim(w) != 0:
            raise ValueError("x is %s, so w has to be a number, but it is %s" % (x.shape, np.shape(w)))
        return [[float(value)] for value in x], [float(w)]
    if np.shape(w) != (x.shape[1],):
        raise ValueError("x is %s, w is %s" % (x.shape, np.shape(w)))
    return [[float(value) for value in row] for row in x], [float(value) for value in w]


def predictions(x, w, b):
    rows, weights = rows_of(x, w)
    answer = []
    for row in rows:
        total = float(b)
        for value, weight in zip(row, weights):
            total += value * weight
        answer.append(total)
    return answer


def errors(x, y, w, b):
    answer = predictions(x, w, b)
    if y.shape != (len(answer),):
        raise ValueError("x is %s, y is %s" % (x.shape, y.shape))
    for i in range(len(answer)):
        answer[i] -= float(y[i])
    return answer


def predict(x, w, b=0.0):
    return np.array(predictions(x, w, b), dtype=np.float32 if is_single(x, w) else np.float64)


def mse(x, y, w, b=0.0):
    total = 0.0
    n = 0
    for error in errors(x, y, w, b):
        total += error * error
        n += 1
    return total / n


def mse_gradient(x, y, w, b=0.0):
    rows, weights = rows_of(x, w)
    n = len(rows)
    dw = [0.0 for weight in weights]
    db = 0.0
    for row, error in zip(rows, errors(x, y, w, b)):
        for j in range(len(weights)):
            dw[j] += 2 * error * row[j] / n
        db += 2 * error / n
    if x.ndim == 1:
        return dw[0], db
    return np.array(dw, dtype=np.float32 if is_single(x, y, w) else np.float64), db


def coordinate_step(loss, weights, index, step):
    best = None
    lowest = None
    for change in (0.0, step, -step):
        candidate = np.zeros(len(weights), dtype=np.float32 if is_single(weights) else np.float64)
        for i in range(len(weights)):
            candidate[i] = weights[i]
        candidate[index] += change
        value = loss(candidate)
        if lowest is None or value < lowest:
            best = candidate
            lowest = value
    return best


def numerical_gradient(loss, weights, h=1e-5):
    gradient = np.zeros(len(weights), dtype=np.float32 if is_single(weights) else np.float64)
    for i in range(len(weights)):
        values = []
        for sign in (1, -1):
            moved = np.array([float(weight) for weight in weights])
            moved[i] += sign * h
            values.append(loss(moved))
        gradient[i] = (values[0] - values[1]) / (2 * h)
    return gradient


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    single = is_single(x, y, w)
    rows_of(x, w)  # raises where they do not fit
    b = float(b)
    if np.ndim(w) == 0:
        w = float(w)
    else:
        w = np.array([float(weight) for weight in w])
    history = [mse(x, y, w, b)]
    for step in range(steps):
        dw, db = mse_gradient(x, y, w, b)
        if np.ndim(w) == 0:
            w = w - learning_rate * dw
        else:
            moved = np.zeros(len(w))
            for j in range(len(w)):
                moved[j] = w[j] - learning_rate * dw[j]
            w = moved
        if fit_bias:
            b = b - learning_rate * db
        history.append(mse(x, y, w, b))
    if single and np.ndim(w) == 1:
        w = w.astype(np.float32)
    return w, b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def largest_stable_learning_rate(x, fit_bias=True):
    rows = []
    for i in range(len(x)):
        row = [float(x[i])] if x.ndim == 1 else [float(value) for value in x[i]]
        if fit_bias:
            row.append(1.0)
        rows.append(row)
    size = len(rows[0])
    hessian = np.zeros((size, size))
    for row in rows:
        for j in range(size):
            for k in range(size):
                hessian[j, k] += 2 * row[j] * row[k] / len(rows)
    largest = 0.0
    for eigenvalue in np.linalg.eigvalsh(hessian):
        if eigenvalue > largest:
            largest = eigenvalue
    return 2 / largest
