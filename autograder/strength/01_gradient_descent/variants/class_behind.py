"""A model with methods does the work, and the function hands out what it holds."""


class Model:
    def __init__(self, w, b):
        self.w, self.b = 1.0 * w, 1.0 * b

    def step(self, x, y, learning_rate, fit_bias):
        dw, db = mse_gradient(x, y, self.w, self.b)
        self.w = self.w - learning_rate * dw
        if fit_bias:
            self.b = self.b - learning_rate * db

    def loss(self, x, y):
        return mse(x, y, self.w, self.b)


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    model = Model(w, b)
    losses = [model.loss(x, y)]
    while len(losses) <= steps:
        model.step(x, y, learning_rate, fit_bias)
        losses.append(model.loss(x, y))
    return model.w, model.b, losses
