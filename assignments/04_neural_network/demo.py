"""Pictures of a neural network, drawn with your own functions: bent curves, decision regions, three optimisers."""

import neural_network as student
import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from shared import plots
from shared.datasets import load_iris

# Species: its colour and marker. No colour stands alone.
SPECIES = {"setosa": (plots.BLUE, "o"), "versicolor": (plots.ORANGE, "s"), "virginica": (plots.GREEN, "^")}
PETAL = [2, 3]  # the columns of petal length and petal width
OPTIMISERS = {"sgd": (plots.BLUE, "-"), "rmsprop": (plots.GREEN, "--"), "adam": (plots.RED, ":")}


def dosage() -> Figure:
    """The weighted outputs of the two hidden nodes, and the effect: their sum, moved down by the output's bias."""
    figure, (nodes, whole) = plots.new(columns=2)
    doses = np.linspace(0, 1, 201)
    hidden, effect = student.dosage_network(doses)
    parts = hidden * np.array([-1.30, 2.28])
    nodes.plot(doses, parts[:, 0], color=plots.BLUE, linestyle="--", label="−1.30 · left node")
    nodes.plot(doses, parts[:, 1], color=plots.ORANGE, linestyle="-.", label="2.28 · right node")
    nodes.set(title="two bent curves", xlabel="dosage", ylim=(-3.4, 4.2))
    nodes.legend(loc="upper right")
    whole.plot(doses, effect, color=plots.GREEN, label="their sum − 0.58")
    lecture = np.array([0.0, 0.5, 1.0])
    whole.plot(lecture, [0, 1, 0], color=plots.RED, marker="o", linestyle="none", label="what was observed")
    whole.set(title="the effect", xlabel="dosage", ylim=(-0.3, 2.9))
    whole.legend(loc="upper right")
    return figure


def standardised(x: np.ndarray) -> np.ndarray:
    """Every column with mean 0 and standard deviation 1."""
    return (x - x.mean(axis=0)) / x.std(axis=0)


def iris_regions() -> Figure:
    """What a network that knows only the petals' length and width says about every point of the plane."""
    figure, axis = plots.new(height=4.2)
    x, labels = load_iris()
    petals = standardised(x[:, PETAL])
    options = {"optimizer": "adam", "learning_rate": 0.02, "epochs": 60, "seed": 1}
    parameters, _ = student.train(petals, np.eye(3)[labels], [2, 8, 6, 3], **options)
    across, up = np.meshgrid(np.linspace(0.5, 7.4, 240), np.linspace(-0.1, 2.8, 160))
    mean, deviation = x[:, PETAL].mean(axis=0), x[:, PETAL].std(axis=0)
    points = (np.column_stack([across.ravel(), up.ravel()]) - mean) / deviation
    regions = np.asarray(student.predict_labels(parameters, points)).reshape(across.shape)
    colours = ListedColormap([colour for colour, _ in SPECIES.values()])
    shown = {"cmap": colours, "vmin": 0, "vmax": 2, "alpha": 0.22, "shading": "nearest", "rasterized": True}
    axis.pcolormesh(across, up, regions, **shown)
    for number, (name, (colour, marker)) in enumerate(SPECIES.items()):
        chosen = x[labels == number][:, PETAL]
        axis.scatter(*chosen.T, color=colour, marker=marker, s=22, edgecolor="white", linewidth=0.5, label=name)
    axis.set(xlabel="petal length in cm", ylabel="petal width in cm")
    axis.grid(visible=False)
    axis.legend(loc="lower right")
    return figure


def optimisers() -> Figure:
    """The loss on all flowers after each epoch, from the same start, with the same batches and learning rate."""
    figure, axis = plots.new()
    x, labels = load_iris()
    for name, (colour, line) in OPTIMISERS.items():
        options = {"optimizer": name, "learning_rate": 0.01, "epochs": 60, "seed": 2}
        _, history = student.train(standardised(x), np.eye(3)[labels], [4, 8, 6, 3], **options)
        axis.plot(history, color=colour, linestyle=line, label=name)
    axis.set(xlabel="epoch", ylabel="loss (categorical crossentropy)", yscale="log")
    axis.legend(title="learning rate 0.01")
    return figure


if __name__ == "__main__":
    plots.draw(dosage, iris_regions, optimisers)
