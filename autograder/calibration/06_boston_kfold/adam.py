"""Adam, functional API."""

import keras
import reference
from reference import *


def build_regressor(n_features):
    inputs = keras.Input((n_features,))
    hidden = keras.layers.Dense(64, "relu")(inputs)
    hidden = keras.layers.Dense(64, "relu")(hidden)
    model = keras.Model(inputs, keras.layers.Dense(1)(hidden))
    model.compile("adam", "mse", metrics=["mae"])
    return model


reference.build_regressor = build_regressor
