"""The gradient of the bias is computed after w has moved.

Loses: gradient_descent
"""


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    w = w * 1.0
    history = [mse(x, y, w, b)]
    for _ in range(steps):
        w = w - learning_rate * mse_gradient(x, y, w, b)[0]
        if fit_bias:
            b = b - learning_rate * mse_gradient(x, y, w, b)[1]
        history.append(mse(x, y, w, b))
    return w, b, history
