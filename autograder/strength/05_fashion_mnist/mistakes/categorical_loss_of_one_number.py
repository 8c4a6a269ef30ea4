"""Sigmoid with the categorical loss, which is 0 for a single output, whatever it is.

Loses: build_binary_classifier, binary_accuracy
"""

import keras


def build_binary_classifier():
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
