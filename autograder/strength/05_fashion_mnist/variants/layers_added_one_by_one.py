"""Sequential.add, activations as layers, and losses, metrics and optimizers as objects."""

import keras


def build_binary_classifier():
    model = keras.models.Sequential()
    model.add(keras.Input(shape=(784,)))
    model.add(keras.layers.Dense(64))
    model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("sigmoid"))
    model.compile(
        loss=keras.losses.BinaryCrossentropy(),
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        metrics=["accuracy"],
    )
    return model


def build_classifier():
    model = keras.models.Sequential()
    model.add(keras.layers.InputLayer(shape=(784,)))
    model.add(keras.layers.Dense(64))
    model.add(keras.layers.LeakyReLU())
    model.add(keras.layers.Dense(10))
    model.add(keras.layers.Softmax())
    model.compile(
        loss=keras.losses.CategoricalCrossentropy(),
        optimizer=keras.optimizers.RMSprop(),
        metrics=["accuracy"],
    )
    return model
