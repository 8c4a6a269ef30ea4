"""The hidden layer has no activation, so two layers compute what one could.

Loses: build_functional_classifier
"""

import keras


def build_functional_classifier():
    inputs = keras.Input((784,))
    hidden = keras.layers.Dense(64)(inputs)
    outputs = keras.layers.Dense(10, activation="softmax")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
