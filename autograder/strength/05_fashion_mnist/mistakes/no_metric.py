"""The model is compiled without a metric, so train finds no accuracy.

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
    model.compile(optimizer="rmsprop", loss="binary_crossentropy")
    return model
