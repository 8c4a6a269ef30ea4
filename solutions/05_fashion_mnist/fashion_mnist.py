"""Clothes in Keras: prepare pictures, build three models, train them with validation, and name what a picture shows.

Conventions of every function here (n rows, k classes):
- images are uint8 (n, 28, 28), 0 for the background and 255 for the brightest grey. x is float32 (n, 784), one row per
  image, every value between 0 and 1.
- labels are integers (n,). y is what a model learns from: (n,) of 0 and 1 for a model with one output, one-hot (n, k)
  for a model with k outputs: 1.0 in the column of the row's class, 0.0 elsewhere.
- A model is compiled, so that it can be trained at once. It takes rows (784,) and puts out probabilities.
- Arguments are never changed, except that `train` trains its model. Arrays may be read-only or slices of larger ones.
"""

import keras
import numpy as np


def prepare_images(images: np.ndarray) -> np.ndarray:
    """Images as rows for a model: every pixel divided by 255, once, and the 28 rows of an image one after the other.

    The pixel in row r and column c of an image becomes number 28 * r + c of its row. A model learns slowly, or not at
    all, from numbers up to 255, and just as badly from pixels that were divided twice: so images of floats, which have
    been prepared already, are not accepted.

    Args:
        images: uint8 array (n, 28, 28); n may be 0.

    Returns:
        Array (n, 784) of float32, values from 0.0 to 1.0.

    Raises:
        ValueError: images is not of dtype uint8 (the message contains the dtype it has), or its shape is not
            (n, 28, 28) (the message contains the shape it has, as Python writes it: (5, 784)).

    Example:
        >>> x = prepare_images(np.full((2, 28, 28), 51, np.uint8))
        >>> x.shape, x.dtype, x[0, :3]
        ((2, 784), dtype('float32'), array([0.2, 0.2, 0.2], dtype=float32))
    """
    if images.dtype != np.uint8:
        raise ValueError(f"images are uint8, 0 to 255; these are {images.dtype}")
    if images.ndim != 3 or images.shape[1:] != (28, 28):
        raise ValueError(f"images have the shape (n, 28, 28); these have {images.shape}")
    return images.reshape(len(images), 28 * 28).astype(np.float32) / 255


def select_classes(
    images: np.ndarray, labels: np.ndarray, classes: tuple[int, int] = (0, 1)
) -> tuple[np.ndarray, np.ndarray]:
    """Only the images of two classes, in their order, with the labels 0 for the first class and 1 for the second.

    With classes=(7, 2), an image of class 7 gets the label 0 and one of class 2 the label 1. All others are left out.

    Args:
        images: array of any dtype and of shape (n, ...): (n, 28, 28), or (n, 784), or another.
        labels: array (n,) of any integer dtype, the class of each image.
        classes: two different classes. It may be that no image belongs to them.

    Returns:
        (images, labels): the chosen images with their dtype, and their new labels, int64. Both are new arrays.

    Raises:
        ValueError: images and labels have different lengths. The message contains both lengths.

    Example:
        >>> images, labels = select_classes(np.array([[50], [70], [90], [71]]), np.array([5, 7, 9, 7]), classes=(7, 5))
        >>> images.ravel(), labels
        (array([50, 70, 71]), array([1, 0, 0]))
    """
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images do not go with {len(labels)} labels")
    first, second = classes
    chosen = (labels == first) | (labels == second)
    return images[chosen], (labels[chosen] == second).astype(np.int64)


def build_binary_classifier() -> keras.Model:
    """A new, compiled `keras.Sequential` that tells two classes apart.

    - It takes rows (784,), given by keras.Input, and has at least one hidden layer with a nonlinear activation.
    - It puts out one number, with sigmoid: the probability of label 1.
    - The loss is binary_crossentropy on that probability (from_logits stays False), and metrics=["accuracy"].
    - Every layer is trainable.

    The lecture takes 64 hidden nodes with relu and the optimizer rmsprop. Other sizes, layers and optimizers will do.

    Returns:
        The model. Each call makes a new one, with its own random starting weights: set no seed here.

    Example:
        >>> build_binary_classifier().output_shape
        (None, 1)
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def build_classifier() -> keras.Model:
    """A new, compiled `keras.Sequential` for the ten classes.

    - It takes rows (784,), given by keras.Input, and has at least one hidden layer with a nonlinear activation.
    - It puts out ten numbers, with softmax: the probability of each class.
    - The loss is categorical_crossentropy on these probabilities (from_logits stays False), and metrics=["accuracy"].
      sparse_categorical_crossentropy is not accepted: it takes labels, and the checks train with one-hot rows.
    - Every layer is trainable.

    The lecture takes 64 hidden nodes with relu and the optimizer rmsprop. Other sizes, layers and optimizers will do.

    Returns:
        The model. Each call makes a new one, with its own random starting weights: set no seed here.

    Example:
        >>> build_classifier().output_shape
        (None, 10)
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    _compile_for_ten_classes(model)
    return model


def _compile_for_ten_classes(model: keras.Model) -> None:
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])


def build_functional_classifier() -> keras.Model:
    """A new, compiled model for the ten classes, made with the functional API: keras.Model(inputs, outputs).

    Everything else is as for `build_classifier`. The layers may be the same or others.

    Returns:
        The model, which is no `keras.Sequential`. Each call makes a new one, with its own random starting weights.

    Example:
        >>> isinstance(build_functional_classifier(), keras.Sequential)
        False
    """
    inputs = keras.Input((784,))
    hidden = keras.layers.Dense(64, activation="relu")(inputs)
    outputs = keras.layers.Dense(10, activation="softmax")(hidden)
    model = keras.Model(inputs, outputs)
    _compile_for_ten_classes(model)
    return model


def train(
    model: keras.Model,
    x: np.ndarray,
    y: np.ndarray,
    epochs: int = 20,
    batch_size: int = 32,
    validation_fraction: float = 0.25,
    seed: int = 0,
) -> dict[str, list[float]]:
    """Train the model on the first rows, and watch it on the last rows, from which it learns nothing.

    The last n * validation_fraction rows are the validation rows, as with validation_split of `model.fit`. The others
    are shuffled in each epoch, as `model.fit` does by itself. Before anything else, keras.utils.set_random_seed(seed)
    is called: from the same starting weights, the same seed leads to the same weights to the last bit, and another seed
    to others. The progress bar of Keras is shown.

    Args:
        model: a compiled model with the metric "accuracy"; it is changed.
        x: array (n, d), rows that the model takes.
        y: array (n,) of 0 and 1 for a model with one output, one-hot (n, k) for a model with k outputs; it is handed to
            the model as it is.
        epochs: how often to go through the rows to learn from, an int >= 1.
        batch_size: rows in one step, an int >= 1.
        validation_fraction: a number between 0 and 1. Where n * validation_fraction is not whole, it may be rounded up
            or down.
        seed: an int >= 0.

    Returns:
        A dict of four lists, "loss", "val_loss", "accuracy" and "val_accuracy", each with one Python float per epoch:
        what Keras reports. The last val_loss and val_accuracy are those of the weights after training.

    Raises:
        ValueError: x and y have different lengths. The message contains both lengths.

    Example:
        >>> history = train(build_binary_classifier(), np.eye(784)[:8], np.array([0.0, 1.0] * 4), epochs=3)
        >>> sorted(history), len(history["val_loss"])
        (['accuracy', 'loss', 'val_accuracy', 'val_loss'], 3)
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} rows in x do not go with {len(y)} in y")
    keras.utils.set_random_seed(seed)
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, validation_split=validation_fraction).history
    names = ("loss", "val_loss", "accuracy", "val_accuracy")
    return {name: [float(value) for value in history[name]] for name in names}


def predict_labels(model: keras.Model, x: np.ndarray) -> np.ndarray:
    """The label of every row; verbose=0 leaves the progress bar away, but what is printed is not checked.

    For a model with one output, which is the probability of label 1: 1 where it is above 0.5, else 0 (so for exactly
    0.5, too). For a model with k outputs, two included: the number of the largest.

    Args:
        model: a model as in `train`.
        x: array (n, d), n >= 1.

    Returns:
        Array (n,) of int64; not (n, 1).

    Example:
        >>> predict_labels(build_classifier(), np.eye(784)[:5]).shape
        (5,)
    """
    probabilities = model.predict(x, verbose=0)
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return probabilities.argmax(axis=1).astype(np.int64)
