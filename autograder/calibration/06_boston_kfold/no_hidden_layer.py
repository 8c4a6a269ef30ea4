"""No hidden layer: a straight line."""

import keras
import reference
from reference import *


def build_regressor(n_features):
    model = keras.Sequential([keras.Input((n_features,)), keras.layers.Dense(1)])
    model.compile("rmsprop", "mse", metrics=["mae"])
    return model


reference.build_regressor = build_regressor
