"""A penalty on the weights, and a little dropout."""

import keras
from keras import layers, regularizers


def build_regressor(n_features):
    inputs = keras.Input(shape=(n_features,))
    z = layers.Dense(128, activation="relu", kernel_regularizer=regularizers.l2(1e-3))(inputs)
    z = layers.Dropout(0.05)(z)
    z = layers.Dense(64, activation="relu", kernel_regularizer=regularizers.l2(1e-3))(z)
    model = keras.Model(inputs=inputs, outputs=layers.Dense(1)(z))
    model.compile(optimizer="adam", loss="mse", metrics=["mae", "mse"])
    return model
