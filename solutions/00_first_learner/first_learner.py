"""A first learner: turn an axis through the origin until white and black points lie on its two sides.

Conventions of every function here (n points, t angles):
- points is an array (n, 2) of floats or integers, one point (x, y) in each row. A label is 1 for white, 0 for black.
- An angle is a number in radians, measured from the x axis towards the y axis. It says where the axis points.
- The axis points to the white side. A point whose projection on the axis is positive counts as white, every other as
  black, so a point on the dividing line is black.
- The arguments are never changed, and every array that is returned is a new one. Arrays may be read-only, or slices of
  larger ones.
"""

import numpy as np


def direction(angle: float) -> np.ndarray:
    """The unit vector in which the axis points: (cos(angle), sin(angle)).

    Args:
        angle: a number in radians.

    Returns:
        A float64 array (2,) of length 1.

    Example:
        >>> direction(0.5)
        array([0.87758256, 0.47942554])
    """
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points: np.ndarray, angle: float) -> np.ndarray:
    """The label of each point: 1 (white) where its projection on the axis is positive, else 0 (black).

    The projection of (x, y) on the axis is x * cos(angle) + y * sin(angle). Where it is 0, the point lies on the
    dividing line, and its label is 0 by convention. The origin lies there for every angle; no check has another point
    so close to the line that rounding decides.

    Args:
        points: array (n, 2) of floats or integers; n may be 0.
        angle: a number in radians.

    Returns:
        A new int64 array (n,) of 0 and 1 (not of bools).

    Raises:
        ValueError: points does not have the shape (n, 2). The message contains the shape that it has, as Python writes
            it: (3, 4).

    Example:
        >>> classify(np.array([[2.0, 1.0], [-1.0, 1.0], [0.0, 0.0]]), 0.5)
        array([1, 0, 0])
    """
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must have shape (n, 2), not {points.shape}")
    return (points @ direction(angle) > 0).astype(np.int64)


def accuracy(predicted: np.ndarray, labels: np.ndarray) -> float:
    """The share of labels that are right: how many of `predicted` equal the label in the same place, divided by n.

    Args:
        predicted: array (n,) of 0 and 1, of any integer dtype, n >= 1.
        labels: array (n,) of 0 and 1, the true ones, of any integer dtype. In the unsigned uint8, 0 - 1 is 255.

    Returns:
        One number between 0 and 1, a float.

    Raises:
        ValueError: predicted and labels have different shapes; nothing is broadcast, so (n,) and (n, 1) raise, too.
            The message contains both shapes as Python writes them: (3,) and (3, 1). Also when both are empty.

    Example:
        >>> accuracy(np.array([1, 0, 1, 1]), np.array([1, 0, 0, 1]))
        0.75
    """
    if predicted.shape != labels.shape:
        raise ValueError(f"predicted has shape {predicted.shape}, but labels has shape {labels.shape}")
    if labels.size == 0:
        raise ValueError("the accuracy of no labels is not defined")
    return float(np.mean(predicted == labels))


def learn(points: np.ndarray, labels: np.ndarray, angles: np.ndarray) -> tuple[float, np.ndarray]:
    """Try all the angles in order, and keep the one with the highest accuracy.

    When several angles share the highest accuracy, the first of them is kept. Every angle is tried, also after one
    that gets all labels right.

    Args:
        points: array (n, 2), n >= 1.
        labels: array (n,) of 0 and 1, the true labels.
        angles: array (t,) of numbers in radians, t >= 1.

    Returns:
        (best_angle, history): the angle that is kept, a number; and the accuracy of every trial (not the best so far),
        a list or array of t numbers, history[i] that of angles[i].

    Raises:
        ValueError: as `classify` and `accuracy` do. When labels is not (n,), the message contains (n,) and its shape.

    Example:
        >>> points = np.array([[2.0, 1.0], [1.0, 2.0], [-1.0, 1.0], [-2.0, -1.0]])
        >>> best_angle, history = learn(points, np.array([1, 1, 0, 0]), np.array([3.0, 1.5, -1.0, 0.5]))
        >>> float(best_angle), [float(each) for each in history]
        (0.5, [0.0, 0.75, 0.75, 1.0])
    """
    history = np.array([accuracy(classify(points, angle), labels) for angle in angles])
    return float(angles[np.argmax(history)]), history  # argmax gives the first of several


def random_search(points: np.ndarray, labels: np.ndarray, trials: int, seed: int) -> tuple[float, np.ndarray]:
    """Try random angles until one gets all labels right, or until `trials` angles have been tried.

    The angles are np.random.default_rng(seed).uniform(-np.pi, np.pi, trials), tried in this order: the same seed
    gives the same angles to everyone. The search stops after the first accuracy of 1; otherwise the first of the best
    angles is kept, as in `learn`. The global generators of NumPy (np.random.seed, np.random.uniform) and of Python's
    module random are not touched.

    Args:
        points: array (n, 2), n >= 1.
        labels: array (n,) of 0 and 1, the true labels.
        trials: how many angles may be tried, an int >= 1.
        seed: an int >= 0.

    Returns:
        (angle, accuracies): the angle that is kept, a number; and the accuracy of every angle that was tried, a list or
        array of at most `trials` numbers. Where the search stopped early, the last of them is 1.

    Raises:
        ValueError: as `learn` does.

    Example:
        >>> points = np.array([[2.0, 1.0], [1.0, 2.0], [-1.0, 1.0], [-2.0, -1.0]])
        >>> angle, accuracies = random_search(points, np.array([1, 1, 0, 0]), trials=100, seed=3)
        >>> round(float(angle), 4), [float(each) for each in accuracies]
        (0.5162, [0.0, 0.25, 0.75, 1.0])
    """
    angles, accuracies = np.random.default_rng(seed).uniform(-np.pi, np.pi, trials), []
    for angle in angles:
        accuracies.append(accuracy(classify(points, angle), labels))
        if accuracies[-1] == 1:
            break
    return float(angles[np.argmax(accuracies)]), np.array(accuracies)
