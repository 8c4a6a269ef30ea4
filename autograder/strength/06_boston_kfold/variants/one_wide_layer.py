"""A single hidden layer, wide."""

import keras


def build_regressor(n_features):
    model = keras.Sequential(
        [keras.Input((n_features,)), keras.layers.Dense(256, activation="relu"), keras.layers.Dense(1)]
    )
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model
