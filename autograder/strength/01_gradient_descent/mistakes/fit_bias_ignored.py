"""The bias is always fitted.

Loses: gradient_descent
"""


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = w * 1.0
    history = [mse(x, y, w, b)]
    for _ in range(steps):
        dw, db = mse_gradient(x, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
        history.append(mse(x, y, w, b))
    return w, b, history
