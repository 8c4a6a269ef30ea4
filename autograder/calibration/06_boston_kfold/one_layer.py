"""One hidden layer, and larger steps."""

import keras
import reference
from reference import *


def build_regressor(n_features):
    model = keras.Sequential([keras.Input((n_features,)), keras.layers.Dense(128, "relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), "mean_squared_error", metrics=["mean_absolute_error"])
    return model


reference.build_regressor = build_regressor
