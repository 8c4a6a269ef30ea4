"""The model is made once, and every call hands out the same.

Loses: build_classifier
"""

import keras

_model = None


def build_classifier():
    global _model
    if _model is None:
        _model = keras.Sequential(
            [
                keras.Input((784,)),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dense(10, activation="softmax"),
            ]
        )
        _model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return _model
