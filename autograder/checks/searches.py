"""What the searches of 00 return, taken apart, and four points that they are asked about."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.assertions import assert_length, assert_shape
from autograder.checks.arguments import Array

COMPASS = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])  # on no dividing line of `axis_angles`
LEARNED = ("The returned tuple (best_angle, history)", "history")
SEARCHED = ("The returned tuple (angle, accuracies)", "accuracies")
LAST_OF_EQUALS = "the last of several best angles is kept: replace the best only by a higher accuracy"
NOT_THE_ANGLE = "this is the highest accuracy; the angle that has it is asked for"
OTHER_CLASSIFY = "classify or accuracy is wrong, or changes the points: look at these first"


def two_parts(answer: Any, parts: tuple[str, str], length: int, likely_cause: str | None = None) -> tuple[Any, Array]:
    """The two `parts` (as messages call them) of what a search returns, the second as an array of `length` numbers."""
    assert_length(answer, 2, parts[0])
    angle, accuracies = answer
    assert_shape(angle, ())
    assert_length(accuracies, length, parts[1], likely_cause=likely_cause)
    for each in accuracies:
        assert_shape(each, ())
    return angle, np.array([float(each) for each in accuracies])
