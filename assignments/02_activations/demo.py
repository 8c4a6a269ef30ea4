"""Pictures of assignment 02: each activation function with its derivative, and the gradient against depth."""

import activations
import numpy as np

from shared import plots

X = np.linspace(-4, 4, 401)
NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus")


def functions():
    """The six activation functions and their derivatives."""
    figure, grid = plots.new(2, 3, height=4.4)
    for name, axes in zip(NAMES, grid.flat, strict=True):
        axes.plot(X, getattr(activations, name)(X), color=plots.BLUE, label="f(x)")
        # A step that is drawn as a slope would hide the kink.
        slope = np.asarray(getattr(activations, f"{name}_derivative")(X), float)
        slope[1:][np.abs(np.diff(slope)) > 0.5] = np.nan
        axes.plot(X, slope, color=plots.RED, linestyle="--", label="f'(x)")
        axes.set(title=name, ylim=(-1.3, 2.3), xticks=(-4, -2, 0, 2, 4))
    grid[0, 0].legend(loc="upper left")
    for axes in grid[1]:
        axes.set_xlabel("pre-activation x")
    return figure


def vanishing_gradient():
    """What is left of the gradient after a number of layers, for sigmoid and for relu."""
    figure, axes = plots.new()
    depths = np.arange(31)
    for x, colour, marker in ((0.0, plots.BLUE, "o"), (2.0, plots.PURPLE, "s")):
        left = [float(activations.gradient_through_layers(x, int(depth))) for depth in depths]
        axes.semilogy(depths, left, color=colour, marker=marker, markersize=3, label=f"sigmoid layers, x = {x:g}")
    through_relu = [float(activations.relu_derivative(2.0)) ** depth for depth in depths]
    axes.semilogy(depths, through_relu, color=plots.GREEN, marker="^", markersize=3, label="relu layers, x = 2")
    axes.semilogy(depths, 0.25**depths, color=plots.GREY, linestyle=":", label=r"the bound $4^{-depth}$")
    axes.set(xlabel="depth (layers)", ylabel="gradient that is left")
    axes.legend(loc="lower left")
    return figure


if __name__ == "__main__":
    plots.draw(functions, vanishing_gradient)
