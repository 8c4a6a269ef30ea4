"""Pictures of k folds on Boston housing, drawn with your own functions: the folds, their errors, the predictions."""

from functools import cache

import boston_kfold as student
import numpy as np
from matplotlib.figure import Figure

from shared import plots
from shared.datasets import load_boston

FOLDS = 4
# Shuffles: marker and colour. No colour stands alone.
SHUFFLES = {0: ("o", plots.BLUE), 1: ("s", plots.ORANGE), 2: ("^", plots.GREEN)}


@cache
def validated(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The score of each fold and the prediction for each of the 506 rows, after 30 epochs."""
    return student.cross_validate(*load_boston(), k=FOLDS, epochs=30, batch_size=16, seed=seed)


def folds() -> Figure:
    """Which of 14 rows the model of each of four folds is trained on, and which it predicts."""
    figure, axis = plots.new(height=2.4)
    n = 14
    parts = student.k_fold_indices(n, FOLDS, seed=1)
    for fold, (train, validation) in enumerate(parts):
        axis.plot(train, np.full(len(train), fold), "s", color="#cfdfea", markersize=15, label="" if fold else "train")
        line = np.full(len(validation), fold)
        axis.plot(validation, line, "s", color=plots.ORANGE, markersize=15)
        axis.plot(validation, line, "x", color="black", label="" if fold else "validate")
    axis.set(xlabel="row", xticks=range(n), yticks=range(FOLDS), xlim=(-0.7, n + 2.6), ylim=(FOLDS - 0.3, -0.7))
    axis.set_yticklabels([f"fold {fold}" for fold in range(FOLDS)])
    axis.grid(visible=False)
    axis.legend(loc="center right", markerscale=0.7)
    return figure


def errors() -> Figure:
    """The mean absolute error of every fold, for three ways of shuffling the same 506 rows."""
    figure, axis = plots.new()
    for seed, (marker, colour) in SHUFFLES.items():
        scores, _ = validated(seed)
        name = f"seed {seed}: mean {np.mean(scores):.2f}"
        axis.plot(np.arange(FOLDS) + 0.12 * (seed - 1), scores, marker, color=colour, markersize=8, label=name)
        axis.hlines(np.mean(scores), -0.4, FOLDS - 0.6, color=colour, linewidth=1, linestyle=":")
    axis.set(xlabel="fold", ylabel="error in 1000 dollars", xticks=range(FOLDS), xlim=(-0.5, FOLDS + 0.9))
    axis.legend(loc="center right")
    return figure


def predictions() -> Figure:
    """The price of each tract against its prediction by the model that had not seen it."""
    figure, axis = plots.new(width=4.8, height=4.4)
    _, y = load_boston()
    _, predicted = validated(0)
    cut = y == 50
    axis.plot([0, 55], [0, 55], color=plots.GREY, linewidth=1, label="right")
    axis.plot(y[~cut], predicted[~cut], "o", color=plots.BLUE, markersize=3, alpha=0.6, label="490 tracts")
    axis.plot(y[cut], predicted[cut], "x", color=plots.RED, markersize=5, label="16 tracts cut off at 50")
    axis.set(xlabel="price in 1000 dollars", ylabel="predicted", xlim=(0, 55), ylim=(0, 60))
    axis.legend(loc="upper left")
    return figure


if __name__ == "__main__":
    plots.draw(folds, errors, predictions)
