"""Each loss is taken before its step, and the last one is missing.

Loses: gradient_descent
"""


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w, history = w * 1.0, []
    for _ in range(steps):
        history.append(mse(x, y, w, b))
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        b = b - learning_rate * db if fit_bias else b
    return w, b, history
