import numpy as np

DEBUG = True


def log(*what):
    if DEBUG:
        print(*what)


def convert(x):
    array = np.asarray(x)
    return array.astype(array.dtype if array.dtype == np.float32 else float)


def predict(x, w, b=0.0):
    if x.shape[1:] != np.shape(w):
        raise ValueError("x, w: " + ", ".join(str(np.shape(a)) for a in (x, w)))
    return np.matmul(convert(x), convert(w)) + b if np.ndim(w) else np.multiply(convert(x), w) + b


def mse(x, y, w, b=0.0):
    error = predict(x, w, b)
    if np.shape(y) != error.shape:
        raise ValueError("x, y: " + ", ".join(str(np.shape(a)) for a in (x, y)))
    error -= convert(y)
    return np.mean(error * error)


def mse_gradient(x, y, w, b=0.0):
    mse(x, y, w, b)  # checks the shapes
    error = convert(y) - predict(x, w, b)
    return -2 * np.matmul(error, convert(x)) / len(error), -2 * np.mean(error)


def coordinate_step(loss, weights, index, step):
    up, down, same = convert(weights), convert(weights), convert(weights)
    up[index] += step
    down[index] -= step
    losses = loss(same), loss(up), loss(down)
    log("losses: same", losses[0], "up", losses[1], "down", losses[2])
    return (same, up, down)[losses.index(min(losses))]


def numerical_gradient(loss, weights, h=1e-5):
    gradient = []
    for i in range(len(weights)):
        point = weights.astype(float)
        start = point[i]  # float64, unlike weights[i]
        point[i] = start + h
        up = loss(point)
        point[i] = start - h
        gradient.append((up - loss(point)) / (2 * h))
    return np.array(gradient, dtype=convert(weights).dtype)


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    history = []
    for step in range(steps + 1):
        history.append(mse(x, y, w, b))
        log("step", step, "of", steps, "w", w, "b", b, "loss", history[-1])
        if step == steps:
            break
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        if fit_bias:
            b = b - learning_rate * float(db)
    return convert(w), b, history


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    rate = initial * decay_rate ** (iteration / decay_steps)
    log("iteration", iteration, "rate", rate)
    return rate


def largest_stable_learning_rate(x, fit_bias=True):
    a = convert(x).astype(float).reshape(len(x), -1)
    if fit_bias:
        a = np.insert(a, 0, 1, axis=1)
    eigenvalues = np.linalg.eigvalsh(a.T @ a)
    log("eigenvalues", eigenvalues)
    return len(x) / eigenvalues[-1]


# I wanted to watch it converge on y = 2x. It takes a million lines.
w = 0.0
for thousand in range(1000):
    lines = []
    for step in range(1000):
        w = w - 1e-6 * 2 * (w - 2)
        lines.append(f"{thousand}.{step:03d}: w = {w}")
    log("\n".join(lines))
