"""Pictures of a classifier of clothes, drawn with your own functions: what it says, how it learnt, what it mixes up."""

from functools import cache

import fashion_mnist as student
import keras
import numpy as np
from matplotlib.figure import Figure

from shared import plots
from shared.datasets import FASHION_MNIST_CLASSES, load_fashion_mnist


@cache
def learnt() -> tuple[dict[str, list[float]], np.ndarray]:
    """The history of 20 epochs on 10,000 images, a quarter of them for validation, and labels for 2,000 others."""
    (images, labels), (test_images, _) = load_fashion_mnist("sample")
    keras.utils.set_random_seed(0)
    model = student.build_classifier()
    history = student.train(model, student.prepare_images(images), np.eye(10)[labels], epochs=20, batch_size=32)
    return history, student.predict_labels(model, student.prepare_images(test_images))


def predictions() -> Figure:
    """The first 24 test images with the predicted class; where it is wrong, with a frame and the right class."""
    figure, axes = plots.new(rows=3, columns=8, height=3.9)
    _, (images, labels) = load_fashion_mnist("sample")
    _, predicted = learnt()
    for axis, image, label, guess in zip(axes.flat, images, labels, predicted, strict=False):
        axis.imshow(image, cmap="gray_r", vmin=0, vmax=255)
        axis.set(xticks=[], yticks=[])
        wrong = guess != label
        axis.spines[:].set(visible=wrong, color=plots.RED, linewidth=2)
        name = FASHION_MNIST_CLASSES[guess]
        title = f"{name}?\n{FASHION_MNIST_CLASSES[label]}" if wrong else f"{name}\n"
        axis.set_title(title, fontsize=7, color=plots.RED if wrong else "black")
    return figure


def curves() -> Figure:
    """Loss and accuracy after each epoch, on the rows that are learnt from and on those held out."""
    figure, (losses, accuracies) = plots.new(columns=2)
    history, _ = learnt()
    epochs = np.arange(1, len(history["loss"]) + 1)
    for axis, name in ((losses, "loss"), (accuracies, "accuracy")):
        axis.plot(epochs, history[name], color=plots.BLUE, linestyle="--", label="training")
        axis.plot(epochs, history[f"val_{name}"], color=plots.ORANGE, label="validation")
        axis.set(xlabel="epoch", title=name, xticks=range(0, len(epochs) + 1, 5))
    losses.set_ylim(bottom=0)
    losses.legend()
    accuracies.legend(loc="lower right")
    return figure


def confusion() -> Figure:
    """How many of the 200 test images of each class got which label."""
    figure, axis = plots.new(width=6.2, height=5.2)
    _, (_, labels) = load_fashion_mnist("sample")
    _, predicted = learnt()
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    axis.imshow(counts, cmap="Blues", vmin=0, vmax=200)
    for (row, column), count in np.ndenumerate(counts):
        if count:
            axis.text(column, row, str(count), ha="center", va="center", color="white" if count > 110 else "black")
    axis.set(xlabel="predicted class", ylabel="right class", xticks=range(10), yticks=range(10))
    axis.set_xticklabels(FASHION_MNIST_CLASSES, rotation=45, ha="right")
    axis.set_yticklabels(FASHION_MNIST_CLASSES)
    axis.grid(visible=False)
    return figure


if __name__ == "__main__":
    plots.draw(predictions, curves, confusion)
