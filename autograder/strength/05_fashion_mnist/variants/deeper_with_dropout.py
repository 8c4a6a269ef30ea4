"""Several hidden layers with Adam and dropout, made by a helper, and a functional model that is convolutional."""

import keras
import numpy as np
from keras.layers import BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D, ReLU, Reshape


def prepare_images(images):
    if images.dtype != np.uint8 or images.shape[1:] != (28, 28):
        raise ValueError(f"dtype {images.dtype}, shape {images.shape}")
    return np.divide(images.reshape(-1, 784), np.float32(255), dtype=np.float32)


def select_classes(images, labels, classes=(0, 1)):
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} != {len(labels)}")
    mask = np.isin(labels, classes)
    return images[mask], np.equal(labels[mask], classes[1]).astype("int64")


def _stack(units, outputs, activation, loss):
    hidden = [layer for n in units for layer in (Dense(n, activation="relu"), Dropout(0.1))]
    model = keras.Sequential([keras.Input((784,)), *hidden, Dense(outputs, activation=activation)])
    model.compile("adam", loss, metrics=["accuracy"])
    return model


def build_binary_classifier():
    return _stack((128, 32), 1, "sigmoid", "binary_crossentropy")


def build_classifier():
    return _stack((256, 64), 10, "softmax", "categorical_crossentropy")


def build_functional_classifier():
    x = inputs = keras.Input((784,))
    for layer in (
        Reshape((28, 28, 1)),
        Conv2D(8, 3, use_bias=False),
        BatchNormalization(),
        ReLU(),
        MaxPooling2D(4),
        Flatten(),
        Dense(10, activation="softmax"),
    ):
        x = layer(x)
    model = keras.Model(inputs, x)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"{len(x)} != {len(y)}")
    keras.utils.set_random_seed(seed)
    return model.fit(x, y, batch_size, epochs, validation_split=validation_fraction).history


def predict_labels(model, x):
    p = model.predict(x, verbose=0)
    return np.argmax(p if p.shape[1] > 1 else np.hstack([np.full_like(p, 0.5), p]), axis=1).astype("int64")
