import keras
import numpy as np


def prepare_images(images):
    if images.dtype != np.uint8:
        raise ValueError(f"the images are {images.dtype}, not uint8")
    if images.ndim != 3 or images.shape[1:] != (28, 28):
        raise ValueError(f"the images have shape {images.shape}")
    return images.reshape(len(images), 784).astype("float32") / 255


def select_classes(images, labels, classes=(0, 1)):
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, {len(labels)} labels")
    chosen = (labels == classes[0]) | (labels == classes[1])
    new = np.where(labels[chosen] == classes[1], 1, 0)
    return images[chosen], new.astype("int64")


def build_binary_classifier():
    model = keras.Sequential([
        keras.Input((784,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def build_classifier():
    model = keras.Sequential([
        keras.Input((784,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def build_functional_classifier():
    inputs = keras.Input((784,))
    x = keras.layers.Dense(64, activation="relu")(inputs)
    outputs = keras.layers.Dense(10, activation="softmax")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, y has {len(y)}")
    keras.utils.set_random_seed(seed)
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, validation_split=validation_fraction)
    return {k: [float(v) for v in history.history[k]] for k in ["loss", "val_loss", "accuracy", "val_accuracy"]}


def predict_labels(model, x):
    p = model.predict(x, verbose=0)
    if p.shape[1] == 1:
        return (p > 0.5).astype("int64")
    return np.argmax(p, axis=1)
