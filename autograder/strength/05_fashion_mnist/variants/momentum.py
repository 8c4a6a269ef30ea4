"""Stochastic gradient descent with momentum."""

import keras


def _model(outputs, activation, loss):
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(outputs, activation=activation),
        ]
    )
    model.compile(keras.optimizers.SGD(0.05, momentum=0.9), loss, metrics=["accuracy"])
    return model


def build_binary_classifier():
    return _model(1, "sigmoid", "binary_crossentropy")


def build_classifier():
    return _model(10, "softmax", "categorical_crossentropy")
