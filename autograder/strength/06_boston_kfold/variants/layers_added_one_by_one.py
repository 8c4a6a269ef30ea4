"""Sequential.add, activations as layers, losses and metrics as objects."""

import keras


def build_regressor(n_features):
    model = keras.Sequential()
    model.add(keras.Input(shape=(n_features,)))
    model.add(keras.layers.Dense(64))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(64))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(1, activation="linear"))
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss=keras.losses.MeanSquaredError(),
        metrics=[keras.metrics.MeanAbsoluteError()],
    )
    return model
