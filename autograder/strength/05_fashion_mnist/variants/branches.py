"""Two branches that meet again, in the functional API with keywords."""

import keras


def build_functional_classifier():
    pixels = keras.Input(shape=(784,), name="pixels")
    a = keras.layers.Dense(32, activation="tanh")(pixels)
    b = keras.layers.Dense(32, activation="relu")(pixels)
    both = keras.layers.concatenate([a, b])
    classes = keras.layers.Dense(10, activation="softmax", name="classes")(both)
    model = keras.models.Model(inputs=pixels, outputs=classes, name="clothes")
    model.compile(optimizer="nadam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
