"""Pictures of the first learner, drawn with your own functions: the axis on its way, and the accuracy of every trial.

The points are two bands, one on each side of a line through the origin. Only few axes tell them apart, so the search
takes a while.
"""

import first_learner as student
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from shared import plots

POINTS_PER_COLOUR = 25
TRUE_ANGLE = 0.9  # the axis along which the two bands lie apart
SEED_OF_POINTS = 0
SEED_OF_SEARCH = 28
MOST_TRIALS = 200
REACH = 2.4  # half the width of a picture of the plane


def bands() -> tuple[np.ndarray, np.ndarray]:
    """The points (n, 2) and their labels: white ones 0.25 to 1 along the axis, black ones as far on its other side."""
    rng = np.random.default_rng(SEED_OF_POINTS)
    labels = np.repeat([1, 0], POINTS_PER_COLOUR)
    along = rng.uniform(0.25, 1, 2 * POINTS_PER_COLOUR) * np.where(labels == 1, 1, -1)
    across = rng.uniform(-2, 2, 2 * POINTS_PER_COLOUR)
    cos, sin = np.cos(TRUE_ANGLE), np.sin(TRUE_ANGLE)
    return np.column_stack([along * cos - across * sin, along * sin + across * cos]), labels


POINTS, LABELS = bands()


def axis() -> Figure:
    """The axis after the first trial, half-way and at the end of the search; wrong points are crossed out."""
    _, accuracies = student.random_search(POINTS, LABELS, MOST_TRIALS, SEED_OF_SEARCH)
    figure, panels = plots.new(columns=3, height=2.75)
    for panel, trials in zip(panels, (1, halfway(accuracies), len(accuracies)), strict=True):
        angle, so_far = student.random_search(POINTS, LABELS, trials, SEED_OF_SEARCH)
        draw_plane(panel, float(angle))
        after = "1 trial" if trials == 1 else f"{trials} trials"
        panel.set_title(f"after {after}\naccuracy {max(so_far):.2f}")
    return figure


def halfway(accuracies: np.ndarray) -> int:
    """How many trials it takes to the best accuracy but the last one."""
    return int(np.argmax(accuracies[: max(1, len(accuracies) - 1)])) + 1


def draw_plane(panel: Axes, angle: float) -> None:
    """The points, the axis as an arrow, the dividing line across it, and the black side in grey."""
    along = student.direction(angle)
    across = np.array([-along[1], along[0]])
    far = 3 * REACH
    black_side = np.array([far * across, far * across - far * along, -far * across - far * along, -far * across])
    panel.fill(*black_side.T, color="0.88", linewidth=0, zorder=0)
    panel.plot(*np.array([-far * across, far * across]).T, color=plots.GREY, linestyle="--", linewidth=1, zorder=1)
    panel.annotate(
        "",
        REACH * 0.95 * along,
        -REACH * 0.95 * along,
        zorder=2,
        arrowprops={"arrowstyle": "->", "color": plots.BLUE, "lw": 2},
    )
    for colour, face in ((LABELS == 1, "white"), (LABELS == 0, "black")):
        panel.scatter(*POINTS[colour].T, s=22, facecolor=face, edgecolor="black", linewidth=0.8, zorder=3)
    wrong = student.classify(POINTS, angle) != LABELS
    panel.scatter(*POINTS[wrong].T, s=45, marker="x", color=plots.RED, linewidth=1.2, zorder=4)
    panel.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xticks=[-2, 0, 2], yticks=[-2, 0, 2])
    panel.grid(visible=False)


def accuracy_per_trial() -> Figure:
    """The accuracy of every trial, and the best so far as a staircase."""
    _, accuracies = student.random_search(POINTS, LABELS, MOST_TRIALS, SEED_OF_SEARCH)
    trials = np.arange(1, len(accuracies) + 1)
    figure, panel = plots.new()
    panel.step(trials, np.maximum.accumulate(accuracies), where="post", color=plots.ORANGE, label="best so far")
    panel.plot(trials, accuracies, color=plots.BLUE, marker="o", markersize=4, linestyle="none", label="this trial")
    panel.set(xlabel="trial", ylabel="accuracy", ylim=(-0.05, 1.05))
    panel.set_xticks(trials[::2])
    panel.legend(loc="upper left")
    return figure


if __name__ == "__main__":
    plots.draw(axis, accuracy_per_trial)
