"""Every model starts from the same weights, for the seed is set where it is built.

Loses: build_functional_classifier
"""

import keras


def build_functional_classifier():
    keras.utils.set_random_seed(42)
    inputs = keras.Input((784,))
    hidden = keras.layers.Dense(64, activation="relu")(inputs)
    outputs = keras.layers.Dense(10, activation="softmax")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
