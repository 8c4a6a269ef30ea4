"""Crossentropy: the loss for classification, with two classes and with many, and its gradients.

Conventions of every function here (n rows, k classes):
- y_true holds the labels: 0.0 or 1.0, or anything between (soft labels). Floats, integers and bools are all taken.
  With k classes, each row of y_true is one-hot or soft, and adds up to 1.
- y_pred holds predicted probabilities, numbers from 0 to 1, the ends included. Logits are any real numbers.
- y_true has exactly the shape of y_pred or of the logits. Nothing is broadcast: (n, 1) against (n,) raises
  ValueError, and the message contains both shapes as Python writes them: (3, 1). NumPy would make (n, n) of it.
- The arguments are never changed, and may be read-only or slices of larger arrays; every array returned is a new one.
- Dtypes: a loss is a single number, a float. When every array passed is float32, an array that is returned is float32.
  Integers and bools are treated as float64. For a mixture with float32, either dtype is right.
- Values are compared to 5 digits. One check of each function that computes asks for 12, in float64: small numbers
  added here or there, and finite differences, fail it.
"""

import numpy as np


def binary_crossentropy(y_true: np.ndarray, y_pred: np.ndarray, epsilon: float = 1e-7) -> float:
    """The crossentropy of two classes: the mean over ALL elements of -(y * log(p) + (1 - y) * log(1 - p)).

    Here y is an element of y_true, log the natural logarithm, and p an element of y_pred, clipped: below epsilon it is
    epsilon, above 1 - epsilon it is 1 - epsilon, and between them it is left as it is. So no prediction, however
    wrong, costs more than -log(epsilon), which is 16.1 for 1e-7. This holds for float32 arrays as well; there,
    1 - 1e-7 is rounded to 1 - 1.2e-7, and the greatest loss may come out as 15.9.

    Args:
        y_true: array of any shape with at least one element, the labels, from 0 to 1.
        y_pred: array of the same shape, the predicted probabilities of label 1.
        epsilon: a number with 0 < epsilon < 1/2.

    Returns:
        One number, a float; also for arrays with several axes, whose elements all count the same.

    Raises:
        ValueError: y_true and y_pred have different shapes. The message contains both.

    Example:
        >>> round(float(binary_crossentropy(np.array([1.0, 0.0]), np.array([0.8, 0.4]))), 6)
        0.366985
    """
    raise NotImplementedError("binary_crossentropy: not written yet")


def binary_crossentropy_gradient(y_true: np.ndarray, y_pred: np.ndarray, epsilon: float = 1e-7) -> np.ndarray:
    """The gradient of `binary_crossentropy` with respect to y_pred: (p - y) / (p * (1 - p)) / N.

    N is the number of all elements, because the loss is a mean over them. Where y_pred is clipped, that is below
    epsilon or above 1 - epsilon, the loss does not move with it, and the gradient is 0. Exactly at epsilon and at
    1 - epsilon the loss has a kink; either value is right there, and no check looks there.

    Args:
        y_true: array of any shape with at least one element, the labels, from 0 to 1.
        y_pred: array of the same shape, the predicted probabilities of label 1 (not their logits).
        epsilon: a number with 0 < epsilon < 1/2.

    Returns:
        Array in the shape of y_pred; float32 when both arrays are float32, else float64.

    Raises:
        ValueError: y_true and y_pred have different shapes. The message contains both.

    Example:
        >>> binary_crossentropy_gradient(np.array([1.0, 0.0]), np.array([0.8, 0.5]))
        array([-0.625,  1.   ])
    """
    raise NotImplementedError("binary_crossentropy_gradient: not written yet")


def one_hot(labels: np.ndarray, num_classes: int) -> np.ndarray:
    """Labels as rows of zeros with a single one: row i has its 1 in column labels[i].

    Args:
        labels: array (n,) of any integer dtype, signed or unsigned, n >= 1; every label is from 0 to num_classes - 1.
        num_classes: an int >= 1, the number of columns, also when the last classes do not occur in labels.

    Returns:
        A new array (n, num_classes), float64.

    Raises:
        ValueError: a label is negative, or num_classes or more (NumPy alone would take -1 for the last class, and
            raise IndexError for num_classes); labels does not have exactly one axis (the message contains its shape).

    Example:
        >>> one_hot(np.array([2, 0]), 3)
        array([[0., 0., 1.],
               [1., 0., 0.]])
    """
    raise NotImplementedError("one_hot: not written yet")


def softmax(logits: np.ndarray, axis: int = -1) -> np.ndarray:
    """Logits to probabilities: exp(z) divided by the sum of exp(z) along one axis.

    Adding a number to all logits along the axis changes nothing, so subtract their maximum first: then nothing
    overflows. Use the maximum along that axis, not that of the whole array: where a row lies 2000 below another,
    exp would be 0 in all of it, and 0 / 0 is NaN. Logits of -1000, 1000 and -inf are right, too: -inf, a class
    that is ruled out, gives exactly 0 (at least one logit along the axis is finite, and none is inf).

    Args:
        logits: array with one axis or more, and at least one element along each.
        axis: an int, the axis along which the result adds up to 1; negative ones count from the last.

    Returns:
        Values in [0, 1] in the shape of logits; float32 for a float32 array, else float64, integers included.

    Example:
        >>> softmax(np.array([[1.0, 2.0, 3.0]]))
        array([[0.09003057, 0.24472847, 0.66524096]])
    """
    raise NotImplementedError("softmax: not written yet")


def categorical_crossentropy(y_true: np.ndarray, y_pred: np.ndarray, epsilon: float = 1e-7) -> float:
    """The crossentropy of k classes: the mean over the n ROWS of -sum over the classes of y * log(p).

    Here p is y_pred clipped to [epsilon, 1 - epsilon] as in `binary_crossentropy`, element by element; the rows are not
    scaled to add up to 1 again. A one-hot row costs -log of the probability that its class was given.

    Args:
        y_true: array (n, k) with n >= 1 and k >= 1, one-hot or soft labels.
        y_pred: array (n, k), the predicted probabilities.
        epsilon: a number with 0 < epsilon < 1/2.

    Returns:
        One number, a float.

    Raises:
        ValueError: y_true and y_pred have different shapes. The message contains both.

    Example:
        >>> round(float(categorical_crossentropy(np.array([[0.0, 1.0, 0.0]]), np.array([[0.25, 0.5, 0.25]]))), 6)
        0.693147
    """
    raise NotImplementedError("categorical_crossentropy: not written yet")


def softmax_crossentropy_gradient(logits: np.ndarray, y_true: np.ndarray) -> np.ndarray:
    """The gradient of the crossentropy of softmax(logits) with respect to the logits: (softmax(logits) - y) / n.

    The softmax is along the last axis, and the loss the mean over the n rows. Nothing is clipped here: however wrong
    a prediction is, its gradient stays. Note the order of the arguments: the logits come first.

    Args:
        logits: array (n, k) with n >= 1 and k >= 1, any real numbers; -1000 and 1000 are right, too.
        y_true: array (n, k), one-hot or soft labels; each row adds up to 1.

    Returns:
        Array (n, k) whose rows add up to 0; float32 when both arrays are float32, else float64.

    Raises:
        ValueError: logits and y_true have different shapes. The message contains both.

    Example:
        >>> softmax_crossentropy_gradient(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
        array([[-0.5,  0.5]])
    """
    raise NotImplementedError("softmax_crossentropy_gradient: not written yet")
