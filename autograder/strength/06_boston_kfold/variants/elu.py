"""elu and He's start, with Adam at a larger learning rate."""

import keras


def build_regressor(n_features):
    model = keras.Sequential(
        [
            keras.Input((n_features,)),
            keras.layers.Dense(64, activation="elu", kernel_initializer="he_normal"),
            keras.layers.Dense(64, activation="elu", kernel_initializer="he_normal"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.003), loss="mse", metrics=["mae"])
    return model
