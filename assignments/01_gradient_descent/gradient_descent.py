"""Gradient descent: fit a line or a plane by walking downhill on the mean squared error.

Conventions of every function here (n rows, d features):
- x has shape (n,) with a number w, or shape (n, d) with w of shape (d,); n >= 1. y has shape (n,), b is a number.
- The arguments are never changed; every array that is returned is a new one.
- When all arrays passed are float32, the arrays returned are float32. Integers are treated as float64.
- Shapes that do not fit raise ValueError, and the message contains both shapes as Python writes them: (3, 2).
"""

from collections.abc import Callable

import numpy as np


def predict(x: np.ndarray, w: float | np.ndarray, b: float = 0.0) -> np.ndarray:
    """The predictions of the linear model: x @ w + b (for x of shape (n,) and a number w: x * w + b).

    Args:
        x: array (n,) or (n, d).
        w: a number when x is (n,), array (d,) when x is (n, d).
        b: a number, the bias.

    Returns:
        Array (n,), one prediction per row; float32 when the arrays passed are float32, else float64.

    Raises:
        ValueError: w does not fit x: an array w for x (n,), or for x (n, d) anything but shape (d,).
            The message contains x's shape and w's shape.

    Example:
        >>> predict(np.array([1.0, 2.0, 3.0]), 2.0, 1.0)
        array([3., 5., 7.])
    """
    raise NotImplementedError("predict: not written yet")


def mse(x: np.ndarray, y: np.ndarray, w: float | np.ndarray, b: float = 0.0) -> float:
    """The mean squared error of the model: 1/n * sum((predict(x, w, b) - y) ** 2).

    Args:
        x: array (n,) or (n, d).
        y: array (n,), the targets.
        w: a number when x is (n,), array (d,) when x is (n, d).
        b: a number, the bias.

    Returns:
        One number, a float.

    Raises:
        ValueError: y does not have exactly the shape (n,); nothing is broadcast, so (n, 1) raises, too.
            The message contains x's shape and y's shape. Also where `predict` raises.

    Example:
        >>> mse(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0]), 1.0)
        0.0
    """
    raise NotImplementedError("mse: not written yet")


def mse_gradient(
    x: np.ndarray, y: np.ndarray, w: float | np.ndarray, b: float = 0.0
) -> tuple[float | np.ndarray, float]:
    """The exact gradient of `mse`, by w and by b, with the factor 2 that differentiating the square gives.

    With r = predict(x, w, b) - y: dw[j] = 2/n * sum(r * x[:, j]) (for x of shape (n,): 2/n * sum(r * x)),
    and db = 2/n * sum(r).

    Args:
        x: array (n,) or (n, d).
        y: array (n,), the targets.
        w: a number when x is (n,), array (d,) when x is (n, d).
        b: a number, the bias.

    Returns:
        (dw, db): dw has the shape of w (a number for a number) and, when all arrays passed are float32, dtype float32;
        db is a number.

    Raises:
        ValueError: as `mse` does.

    Example:
        >>> dw, db = mse_gradient(np.array([1.0, 3.0]), np.array([1.0, 1.0]), 1.0)
        >>> float(dw), float(db)
        (6.0, 2.0)
    """
    raise NotImplementedError("mse_gradient: not written yet")


def coordinate_step(loss: Callable[[np.ndarray], float], weights: np.ndarray, index: int, step: float) -> np.ndarray:
    """One step without a derivative: try weights[index] + step and weights[index] - step, keep what is best.

    Of the three candidates (as it was, raised, lowered) the one with the lowest loss is returned. Where neither
    raising nor lowering gives a strictly lower loss, the weights stay as they were.

    Args:
        loss: a function that takes an array of the shape of `weights` and returns a number.
        weights: array (k,).
        index: which weight to change, 0 <= index < k.
        step: a number > 0.

    Returns:
        A new array (k,), also when nothing changed; float32 when weights is float32, else float64.

    Example:
        >>> coordinate_step(lambda w: (w[0] - 3) ** 2, np.array([1.0]), 0, 0.5)
        array([1.5])
    """
    raise NotImplementedError("coordinate_step: not written yet")


def numerical_gradient(loss: Callable[[np.ndarray], float], weights: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """The gradient of any loss by central differences, one weight at a time.

    gradient[i] = (loss(weights with weights[i] + h) - loss(weights with weights[i] - h)) / (2 * h)

    Args:
        loss: a function that takes an array of the shape of `weights` and returns a number.
        weights: array (k,).
        h: a number > 0.

    Returns:
        Array (k,); float32 when weights is float32, else float64. Computed in float64 anyway: float32 does not hold
        1 + 1e-5.

    Example:
        >>> numerical_gradient(lambda w: w[0] ** 2 + 3 * w[1], np.array([2.0, 5.0]), h=0.5)
        array([4., 3.])
    """
    raise NotImplementedError("numerical_gradient: not written yet")


def gradient_descent(
    x: np.ndarray,
    y: np.ndarray,
    w: float | np.ndarray,
    b: float = 0.0,
    learning_rate: float = 0.01,
    steps: int = 100,
    fit_bias: bool = True,
) -> tuple[float | np.ndarray, float, np.ndarray]:
    """Walk downhill on `mse` from (w, b): in each step w <- w - learning_rate * dw and b <- b - learning_rate * db.

    Both gradients of a step are those at the parameters before that step. There is nothing random in it.

    Args:
        x: array (n,) or (n, d).
        y: array (n,), the targets.
        w: where to start: a number when x is (n,), array (d,) when x is (n, d).
        b: where to start, a number.
        learning_rate: a number >= 0.
        steps: how many steps to take, an int >= 0.
        fit_bias: when False, b keeps its first value (and is still part of every prediction).

    Returns:
        (w, b, history): the last w, with the shape of the first (float32 when all arrays passed are float32); the last
        b, a number; and the losses, a list or array of steps + 1 numbers: history[0] is `mse` before the first step,
        history[t] after t steps. With steps=0, that is the start and its one loss.

    Raises:
        ValueError: as `mse` does.

    Example:
        >>> x, y = np.array([1.0, 3.0]), np.array([1.0, 1.0])
        >>> w, b, history = gradient_descent(x, y, 1.0, learning_rate=0.1, steps=1)
        >>> round(float(w), 3), round(float(b), 3), len(history)
        (0.4, -0.2, 2)
    """
    raise NotImplementedError("gradient_descent: not written yet")


def decayed_learning_rate(initial: float, iteration: int, decay_rate: float = 0.96, decay_steps: int = 1000) -> float:
    """Exponential decay of the learning rate: initial * decay_rate ** (iteration / decay_steps).

    The exponent is the plain quotient, not rounded to whole numbers: the rate falls a little in every iteration.

    Args:
        initial: the learning rate at iteration 0, a number > 0.
        iteration: how many iterations have been made, an int >= 0.
        decay_rate: the factor by which the rate falls every `decay_steps` iterations, 0 < decay_rate <= 1.
        decay_steps: an int > 0.

    Returns:
        One number, a float.

    Example:
        >>> round(decayed_learning_rate(0.1, 2000), 4)
        0.0922
    """
    raise NotImplementedError("decayed_learning_rate: not written yet")


def largest_stable_learning_rate(x: np.ndarray, fit_bias: bool = True) -> float:
    """The learning rate above which gradient descent on `mse` diverges: 2 / largest eigenvalue of the Hessian of `mse`.

    The Hessian is 2/n * A.T @ A. A is x, as n rows and d columns (1 column when x is (n,)), with one more column of
    ones when fit_bias is True, because the derivative of a prediction by b is 1. The targets do not matter.

    Args:
        x: array (n,) or (n, d) with at least one value other than 0.
        fit_bias: whether b is fitted as well.

    Returns:
        One number, a float.

    Example:
        >>> round(largest_stable_learning_rate(np.array([1.0, 2.0, 3.0]), fit_bias=False), 6)
        0.214286
    """
    raise NotImplementedError("largest_stable_learning_rate: not written yet")
