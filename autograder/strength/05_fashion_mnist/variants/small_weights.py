"""A small penalty on the weights, He's start, and two metrics."""

import keras


def build_binary_classifier():
    penalty = keras.regularizers.L2(1e-4)
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(32, "relu", kernel_initializer="he_normal", kernel_regularizer=penalty),
            keras.layers.Dense(1, "sigmoid", kernel_regularizer=penalty),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy", "mae"])
    return model
