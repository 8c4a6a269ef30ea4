"""Pictures of crossentropy, drawn with your own functions: the loss, softmax as one logit moves, and the gradient."""

import crossentropy as student
import numpy as np
from matplotlib.figure import Figure

from shared import plots

HELD_LOGITS = (0.0, 1.0)  # in the picture of softmax, two logits stay and the third moves


def loss() -> Figure:
    """The crossentropy of one prediction, right and wrong, and its squared error."""
    figure, axes = plots.new(columns=2)
    predictions = np.linspace(0.001, 0.999, 400)
    for axis, label in zip(axes, (1.0, 0.0), strict=True):
        y_true = np.array([label])
        losses = [student.binary_crossentropy(y_true, np.array([p])) for p in predictions]
        axis.plot(predictions, losses, color=plots.BLUE, label="crossentropy")
        axis.plot(predictions, (predictions - label) ** 2, color=plots.RED, linestyle="--", label="squared error")
        axis.set(title=f"label y = {label:g}", xlabel="predicted probability p of label 1", ylim=(-0.2, 7))
    axes[0].set_ylabel("loss of one prediction")
    axes[0].legend(loc="upper right")
    return figure


def probabilities() -> Figure:
    """Softmax of three logits, of which two stay and one moves."""
    figure, axis = plots.new()
    moving = np.linspace(-6, 6, 241)
    rows = np.column_stack([moving, *(np.full(moving.shape, held) for held in HELD_LOGITS)])
    shares = student.softmax(rows)
    names = ("the logit that moves", *(f"a logit held at {held:g}" for held in HELD_LOGITS))
    styles = ((plots.BLUE, "-"), (plots.ORANGE, "--"), (plots.GREEN, ":"))
    for share, name, (colour, line) in zip(shares.T, names, styles, strict=True):
        axis.plot(moving, share, color=colour, linestyle=line, linewidth=2, label=name)
    axis.set(xlabel="the logit that moves", ylabel="softmax", ylim=(-0.03, 1.03))
    axis.legend(loc="center left")
    return figure


def gradient() -> Figure:
    """The gradient by the logit of the right class, of the crossentropy and of the squared error."""
    figure, axis = plots.new()
    logits = np.linspace(-8, 8, 241)
    rows = np.column_stack([logits, np.zeros(logits.shape)])  # two classes; the first one is right
    y_true = np.array([[1.0, 0.0]])
    slopes = [student.softmax_crossentropy_gradient(row[None, :], y_true)[0, 0] for row in rows]
    p = student.softmax(rows)[:, 0]
    axis.plot(logits, slopes, color=plots.BLUE, linewidth=2, label="crossentropy: p - 1")
    squared = 2 * (p - 1) * p * (1 - p)  # the chain rule: derivative of the square, times that of p by the logit
    axis.plot(logits, squared, color=plots.RED, linestyle="--", linewidth=2, label="squared error: 2 (p - 1) p (1 - p)")
    axis.axhline(0, color="black", linewidth=0.8)
    axis.annotate("certain and wrong: p is nearly 0", (-7.9, -0.5), color=plots.GREY)
    axis.annotate("right: p is nearly 1", (4.1, -0.14), color=plots.GREY)
    axis.set(xlabel="logit of the right class (the other one is 0)", ylabel="gradient by that logit")
    axis.legend(loc="lower right")
    return figure


if __name__ == "__main__":
    plots.draw(loss, probabilities, gradient)
