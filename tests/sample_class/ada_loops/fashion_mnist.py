# Ada - homework 5. One image, one row, one epoch at a time.
import keras
import numpy as np
from keras import layers


def prepare_images(images):
    if images.dtype != "uint8":
        raise ValueError("expected uint8 but got %s" % images.dtype)
    if len(images.shape) != 3 or images.shape[1] != 28 or images.shape[2] != 28:
        raise ValueError("expected (n, 28, 28) but got %s" % (images.shape,))
    rows = np.zeros((len(images), 784), dtype=np.float32)
    for i in range(len(images)):
        for r in range(28):
            rows[i, 28 * r:28 * r + 28] = images[i, r] / 255.0
    return rows


def select_classes(images, labels, classes=(0, 1)):
    if len(images) != len(labels):
        raise ValueError("there are %d images but %d labels" % (len(images), len(labels)))
    rows = []
    new = []
    for i in range(len(labels)):
        if labels[i] == classes[0]:
            rows.append(i)
            new.append(0)
        elif labels[i] == classes[1]:
            rows.append(i)
            new.append(1)
    return images[np.array(rows, dtype=int)], np.array(new, dtype=np.int64)


def build_binary_classifier():
    model = keras.Sequential()
    model.add(keras.Input(shape=(784,)))
    model.add(layers.Dense(64))
    model.add(layers.Activation("relu"))
    model.add(layers.Dense(1))
    model.add(layers.Activation("sigmoid"))
    model.compile(optimizer=keras.optimizers.RMSprop(), loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    return model


def build_classifier():
    model = keras.Sequential()
    model.add(keras.Input(shape=(784,)))
    model.add(layers.Dense(64, activation="tanh"))
    model.add(layers.Dense(10))
    model.add(layers.Softmax())
    model.compile(
        optimizer=keras.optimizers.RMSprop(), loss=keras.losses.CategoricalCrossentropy(), metrics=["accuracy"]
    )
    return model


def build_functional_classifier():
    entrance = keras.Input(shape=(784,))
    hidden = layers.Dense(64)(entrance)
    hidden = layers.LeakyReLU()(hidden)
    way_out = layers.Dense(10, activation="softmax")(hidden)
    model = keras.Model(inputs=entrance, outputs=way_out)
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, x, y, epochs=20, batch_size=32, validation_fraction=0.25, seed=0):
    n = len(x)
    if n != len(y):
        raise ValueError("x has %d rows, y has %d" % (n, len(y)))
    keras.utils.set_random_seed(seed)
    learn = n - round(n * validation_fraction)
    seen = model.fit(
        x[:learn], y[:learn], batch_size=batch_size, epochs=epochs, validation_data=(x[learn:], y[learn:])
    )
    result = {"loss": [], "val_loss": [], "accuracy": [], "val_accuracy": []}
    for epoch in range(epochs):
        for name in result:
            result[name].append(float(seen.history[name][epoch]))
    return result


def predict_labels(model, x):
    labels = []
    for row in model.predict(x, verbose=0):
        if len(row) == 1:
            labels.append(1 if row[0] > 0.5 else 0)
        else:
            best = 0
            for j in range(1, len(row)):
                if row[j] > row[best]:
                    best = j
            labels.append(best)
    return np.array(labels, dtype=np.int64)
