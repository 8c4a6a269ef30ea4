"""One output with softmax, which is always 1.

Loses: build_binary_classifier, binary_accuracy
"""

import keras


def build_binary_classifier():
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model
