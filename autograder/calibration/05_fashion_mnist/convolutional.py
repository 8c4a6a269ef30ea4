"""A small convolutional network."""

import keras
from keras import layers
from reference import *


def _model(units, activation, loss):
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(8, 3, strides=2, activation="relu"),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(units, activation),
        ]
    )
    model.compile("adam", loss, metrics=["accuracy"])
    return model


def build_binary_classifier():
    return _model(1, "sigmoid", "binary_crossentropy")


def build_classifier():
    return _model(10, "softmax", "categorical_crossentropy")
