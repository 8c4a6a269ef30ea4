"""Logistic regression: the output layer comes right after the input.

Loses: build_binary_classifier, build_classifier, build_functional_classifier
"""

import keras


def build_binary_classifier():
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def build_classifier():
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def build_functional_classifier():
    inputs = keras.Input((784,))
    outputs = keras.layers.Dense(10, activation="softmax")(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
