"""Pictures of gradient descent, drawn with your own functions: the bowl, the loss per step, the falling learning rate.

The data are x = y = [1, 2, 3] and there is no bias, so that the cost is a curve over the one weight w.
"""

import gradient_descent as student
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from shared import plots

X = Y = np.array([1.0, 2.0, 3.0])
START = 0.0

# Learning rate: what it does, and how it is drawn. No colour stands alone: each has its own marker.
DESCENTS = {
    0.01: ("creeps", plots.BLUE, "o"),
    0.1: ("arrives", plots.GREEN, "s"),
    0.22: ("diverges: above 3/14", plots.RED, "^"),
}
STEPS_IN_BOWL = 6
STEPS_IN_HISTORY = 30
SMALLEST_LOSS = 1e-12  # below, a loss is mostly rounding


def path(learning_rate: float, steps: int) -> list[float]:
    """The weight before the first step and after each of `steps` steps, taken one at a time."""
    weights = [START]
    for _ in range(steps):
        w, _, _ = student.gradient_descent(X, Y, weights[-1], learning_rate=learning_rate, steps=1, fit_bias=False)
        weights.append(float(w))
    return weights


def bowl() -> Figure:
    """The cost over w with the first steps of each descent, and tangents whose slopes set the lengths of the steps."""
    figure, axes = plots.new(columns=len(DESCENTS), height=3.8)
    curve = np.linspace(-0.6, 2.6, 161)
    costs = [student.mse(X, Y, w) for w in curve]
    for axis, (learning_rate, (outcome, colour, marker)) in zip(axes, DESCENTS.items(), strict=True):
        axis.plot(curve, costs, color="0.7", linewidth=2, zorder=1)
        weights = path(learning_rate, STEPS_IN_BOWL)
        losses = [student.mse(X, Y, w) for w in weights]
        axis.plot(weights, losses, color=colour, marker=marker, markersize=5, linewidth=1, zorder=3)
        for w in weights[:2]:
            draw_tangent(axis, w)
        slope = float(student.mse_gradient(X, Y, START)[0])
        axis.annotate(f"slope\n{slope:.1f}", (START, losses[0]), xytext=(14, -25), textcoords="offset points")
        axis.set(title=f"learning rate {learning_rate}\n{outcome}", xlabel="weight w")
        axis.set(xlim=(-1.1, 3.1), ylim=(-1.5, 11), xticks=[0, 1, 2])
    axes[0].set_ylabel("cost (mean squared error)")
    figure.suptitle(f"{STEPS_IN_BOWL} steps from w = {START:g}, with the tangents of the first two", fontsize="medium")
    return figure


def draw_tangent(axis: Axes, w: float) -> None:
    """A dashed line through the point at w with the slope that `mse_gradient` gives there."""
    slope = float(student.mse_gradient(X, Y, w)[0])
    reach = 1.2 / np.hypot(1, 0.35 * slope)  # about equally long on paper, whatever the slope
    ends = np.array([w - reach, w + reach])
    axis.plot(ends, student.mse(X, Y, w) + slope * (ends - w), color="black", linestyle="--", linewidth=1, zorder=2)


def history() -> Figure:
    """The loss after each step, on a logarithmic scale."""
    figure, axis = plots.new()
    for learning_rate, (outcome, colour, marker) in DESCENTS.items():
        options = {"learning_rate": learning_rate, "steps": STEPS_IN_HISTORY, "fit_bias": False}
        losses = np.array(student.gradient_descent(X, Y, START, **options)[2])
        shown = np.where(losses > SMALLEST_LOSS, losses, np.nan)
        axis.plot(shown, color=colour, marker=marker, markersize=4, linewidth=1, label=f"{learning_rate}, {outcome}")
    axis.set(xlabel="step", ylabel="loss (mean squared error)", yscale="log")
    axis.legend(title="learning rate", loc="lower right")
    return figure


def decay() -> Figure:
    """The falling learning rate with the lecture's points, and the staircase that a rounded exponent would give."""
    figure, axis = plots.new()
    iterations = np.arange(0, 5001, 50)
    rates = [student.decayed_learning_rate(0.1, int(iteration)) for iteration in iterations]
    stairs = 0.1 * 0.96 ** (iterations // 1000)
    axis.step(iterations, stairs, where="post", color=plots.GREY, linestyle=":", label="not so: exponent rounded down")
    axis.plot(iterations, rates, color=plots.BLUE, label="0.1 · 0.96^(iteration / 1000)")
    marks = np.arange(0, 5001, 1000)
    lecture = [student.decayed_learning_rate(0.1, int(iteration)) for iteration in marks]
    axis.plot(marks, lecture, color=plots.RED, marker="o", linestyle="none", label="the lecture's points")
    for iteration, rate in zip(marks, lecture, strict=True):
        axis.annotate(f"{rate:.4f}", (iteration, rate), xytext=(5, 7), textcoords="offset points")
    axis.set(xlabel="iteration", ylabel="learning rate", xlim=(-150, 5700), ylim=(0.079, 0.103))
    axis.legend(loc="lower left")
    return figure


if __name__ == "__main__":
    plots.draw(bowl, history, decay)
