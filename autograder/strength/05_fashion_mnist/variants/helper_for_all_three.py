"""One helper compiles all three models, of three layers with gelu and elu."""

import keras


def _compiled(model, loss):
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss, metrics=["accuracy"])
    return model


def _layers(outputs, activation):
    return [
        keras.layers.Dense(48, activation="gelu"),
        keras.layers.Dense(24, activation="elu"),
        keras.layers.Dense(outputs, activation=activation),
    ]


def build_binary_classifier():
    layers = [keras.Input((784,)), *_layers(1, "sigmoid")]
    return _compiled(keras.Sequential(layers), "binary_crossentropy")


def build_classifier():
    layers = [keras.Input((784,)), *_layers(10, "softmax")]
    return _compiled(keras.Sequential(layers), "categorical_crossentropy")


def build_functional_classifier():
    x = start = keras.Input((784,))
    for layer in _layers(10, "softmax"):
        x = layer(x)
    return _compiled(keras.Model(start, x), "categorical_crossentropy")
