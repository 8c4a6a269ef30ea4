"""Public checks of first_learner.py: each docstring is a requirement. Grading runs more of the same kind."""

import numpy as np
from hypothesis import given, settings

from autograder.assertions import assert_close, assert_equal, assert_length, assert_raises, assert_shape
from autograder.checks.causes import BOTH_SHAPES
from autograder.checks.searches import (
    COMPASS,
    LAST_OF_EQUALS,
    LEARNED,
    NOT_THE_ANGLE,
    OTHER_CLASSIFY,
    SEARCHED,
    two_parts,
)
from autograder.checks.strategies import axis_angles
from autograder.plugin import question

ROUNDING = 1e-12  # of numbers up to 1, whose last digit is 2e-16; any other formula is off by far more
# The handout's four points: two white ones upper right, two black ones on the left.
POINTS = np.array([[2.0, 1.0], [1.0, 2.0], [-1.0, 1.0], [-2.0, -1.0]])
LABELS = np.array([1, 1, 0, 0])

# --- direction ---


@question("direction", points="1/2")
def test_direction_at_known_angles(submission):
    """direction is [1, 0] at 0, [0, 1] at pi / 2, [-1, 0] at pi, and [0.8775825618903728, 0.479425538604203] at 0.5."""
    known = {0.0: [1.0, 0.0], np.pi / 2: [0.0, 1.0], np.pi: [-1.0, 0.0], 0.5: [0.8775825618903728, 0.479425538604203]}
    for angle, right in known.items():
        degrees = np.deg2rad(angle)
        mistakes = {
            "cos and sin are exchanged: it is (cos, sin)": right[::-1],
            "the angle is taken in degrees; it is in radians": [np.cos(degrees), np.sin(degrees)],
            "the sign of the angle is wrong": [right[0], -right[1]],
        }
        assert_close(submission.direction(angle), right, atol=ROUNDING, mistakes=mistakes)


# --- classify ---


@question("classify", points="1/2")
def test_classify_with_the_axis_along_x(submission):
    """With the axis along x (angle 0), points to the right of the origin get 1, those to the left 0."""
    answer = submission.classify(POINTS.copy(), 0.0)
    mistakes = {
        "black and white are exchanged: the axis points to the white side, 1": [0, 0, 1, 1],
        "points are told apart by y: cos and sin are exchanged, or the axis is taken for the line": [1, 1, 1, 0],
        "this is the projection itself; the label is 1 where it is positive": POINTS[:, 0],
        "the labels are -1 and 1; they are 0 and 1": [1, 1, -1, -1],
    }
    assert_close(answer, [1, 1, 0, 0], mistakes=mistakes)


@question("classify", points="1/2")
def test_classify_with_a_turned_axis(submission):
    """Of the points east, north, west and south, east and north get 1 at angle 0.5, north and west at 2.0."""
    mistakes = {
        "black and white are exchanged: the axis points to the white side, 1": [0, 0, 1, 1],
        "the axis is taken for the dividing line; points are told apart along the axis": [0, 1, 1, 0],
        "the sign of the angle is wrong": [1, 0, 0, 1],
        "the axis is not turned: every point is told by its x alone": [1, 0, 0, 0],
    }
    assert_close(submission.classify(COMPASS.copy(), 0.5), [1, 1, 0, 0], mistakes=mistakes)
    mistakes = {  # those that are right at 0.5
        "the angle is taken in degrees; it is in radians": [1, 1, 0, 0],
        "cos and sin are exchanged: the axis points in the direction (cos, sin)": [1, 0, 0, 1],
    }
    assert_close(submission.classify(COMPASS.copy(), 2.0), [0, 1, 1, 0], mistakes=mistakes)
    assert_close(submission.classify(COMPASS.copy(), -0.5), [1, 0, 0, 1])


@question("classify", points="1/4")
@settings(max_examples=10)
@given(angle=axis_angles())
def test_classify_of_the_origin(submission, angle):
    """The origin lies on the dividing line, whatever the angle is: its label is 0, by convention."""
    points = np.concatenate([[[0.0, 0.0]], COMPASS])
    answer = submission.classify(points, angle)
    assert_shape(answer, (5,))
    assert_equal(answer[0], 0, mistakes={"the comparison includes 0: use > 0": 1})
    # The axis has two of the four other points on each side.
    assert_equal(int(answer[1:].sum()), 2, likely_cause="the label does not depend on the point")


# --- accuracy ---


@question("accuracy", points="1/4")
def test_accuracy_of_three_right_labels_in_four(submission):
    """The accuracy of [1, 0, 1, 1] for the labels [1, 0, 0, 1] is 3/4."""
    answer = submission.accuracy(np.array([1, 0, 1, 1]), np.array([1, 0, 0, 1]))
    mistakes = {
        "this is the share of wrong labels": 0.25,
        "this is the number of right labels: divide it by n": 3.0,
        "this is a percentage; the accuracy lies between 0 and 1": 75.0,
        "only labels that are 1 are counted; 0 for 0 is right, too": 0.5,
    }
    assert_close(answer, 0.75, mistakes=mistakes)


@question("accuracy", points="1/4")
def test_accuracy_of_all_and_none(submission):
    """The accuracy is 1 when all labels are right and 0 when all are wrong."""
    labels = np.array([0, 1, 0])
    mistakes = {
        "this is the share of wrong labels": 0.0,
        "this is the number of right labels: divide it by n": 3.0,
        "this is a percentage; the accuracy lies between 0 and 1": 100.0,
    }
    assert_close(submission.accuracy(labels.copy(), labels.copy()), 1.0, mistakes=mistakes)
    assert_close(submission.accuracy(1 - labels, labels.copy()), 0.0)


@question("accuracy", points="1/4")
def test_accuracy_rejects_other_lengths(submission):
    """accuracy raises ValueError, with both shapes in the message, when there are 4 predictions and 3 labels."""
    predicted, labels = np.array([1, 0, 1, 1]), np.array([1, 0, 0])
    assert_raises(
        submission, ValueError, "accuracy", predicted, labels, mentions=("(4,)", "(3,)"), likely_cause=BOTH_SHAPES
    )


# --- learn ---


def what_is_wrong(right):
    """Likely causes of a history that is not the right one."""
    return {
        "this is the best so far; the accuracy of each trial is asked for": np.maximum.accumulate(right),
        "accuracy gives percentages": [100 * each for each in right],
        "classify exchanges black and white, or accuracy counts what is wrong": [1 - each for each in right],
    }


@question("learn", points="1/2")
def test_learn_history_of_five_angles(submission):
    """On the handout's four points, the angles 3.0, 1.5, 0.5, -1.0 and 2.5 get 0, 3/4, 1, 3/4 and 1/4."""
    angles = np.array([3.0, 1.5, 0.5, -1.0, 2.5])
    cause = "history has one accuracy for each angle, also after one that gets all labels right"
    answer = submission.learn(POINTS.copy(), LABELS.copy(), angles)
    _, history = two_parts(answer, LEARNED, 5, cause)
    right = [0.0, 0.75, 1.0, 0.75, 0.25]
    assert_close(history, right, mistakes=what_is_wrong(right), likely_cause=OTHER_CLASSIFY)


@question("learn", points="1/2")
def test_learn_keeps_the_first_of_equals(submission):
    """Of the angles 3.0, 1.5, -1.0 and 2.5, learn keeps 1.5: -1.0 has the same accuracy but comes later."""
    angles = np.array([3.0, 1.5, -1.0, 2.5])
    answer = submission.learn(POINTS.copy(), LABELS.copy(), angles)
    best_angle, history = two_parts(answer, LEARNED, 4)
    mistakes = {
        LAST_OF_EQUALS: -1.0,
        "the last angle is kept, not the best": 2.5,
        "the angle with the lowest accuracy is kept": 3.0,
        NOT_THE_ANGLE: 0.75,
        "this is the index of the best angle, not the angle": 1.0,
    }
    right = np.allclose(history, [0.0, 0.75, 0.75, 0.25])
    assert_close(best_angle, 1.5, mistakes=mistakes if right else None, likely_cause=None if right else OTHER_CLASSIFY)


# --- random_search ---

WHITE_OPPOSITE = np.array([1, 0, 1, 1])  # of the compass: no axis has both east and west on its white side
# Of the first seven angles of seed 4, the fourth, -2.63, and the sixth, -0.78, get 3/4 of that, the others 1/4.
SEVEN = [0.25, 0.25, 0.25, 0.75, 0.25, 0.75, 0.25]


@question("random_search", points="1/4")
def test_random_search_tries_seven_angles(submission):
    """The angles tried are np.random.default_rng(seed).uniform(-np.pi, np.pi, trials), here seven with seed 4."""
    answer = submission.random_search(COMPASS.copy(), WHITE_OPPOSITE.copy(), trials=7, seed=4)
    _, accuracies = two_parts(answer, SEARCHED, 7)
    cause = "other angles are tried, or classify or accuracy is wrong or changes the points"
    opposite = "the angles are drawn from 0 to 2 * pi, or black and white are exchanged, or wrong labels counted"
    mistakes = {opposite: [1 - each for each in SEVEN], **what_is_wrong(SEVEN)}
    assert_close(accuracies, SEVEN, mistakes=mistakes, likely_cause=cause)


@question("random_search", points="1/4")
def test_random_search_keeps_the_first_of_equals(submission):
    """Where no axis gets all labels right, the search tries `trials` angles and keeps the first of the best."""
    answer = submission.random_search(COMPASS.copy(), WHITE_OPPOSITE.copy(), trials=7, seed=4)
    angle, accuracies = two_parts(answer, SEARCHED, 7)
    drawn = np.random.default_rng(4).uniform(-np.pi, np.pi, 7)
    mistakes = {
        "the last angle is returned, not the best": drawn[6],
        LAST_OF_EQUALS: drawn[5],
        NOT_THE_ANGLE: 0.75,
        "np.random.seed begins another sequence than np.random.default_rng": (
            np.random.RandomState(4).uniform(-np.pi, np.pi, 7)[np.argmax(accuracies)]
        ),
    }
    cause = None if np.allclose(accuracies, SEVEN) else OTHER_CLASSIFY
    assert_close(angle, drawn[3], atol=ROUNDING, mistakes=mistakes, likely_cause=cause)


@question("random_search", points="1/4")
def test_random_search_stops_at_the_first_success(submission):
    """On the handout's four points with seed 3, the fourth angle gets all labels right, and the search stops there."""
    answer = submission.random_search(POINTS.copy(), LABELS.copy(), trials=8, seed=3)
    assert_length(answer, 2, SEARCHED[0])
    goes_on = isinstance(answer[1], list | tuple | np.ndarray) and np.shape(answer[1]) == (8,)
    other = "an accuracy of 1 comes too early or too late: classify, accuracy or the angles are wrong"
    cause = "the search goes on after an accuracy of 1" if goes_on and answer[1][3] == 1 else other
    angle, _ = two_parts(answer, SEARCHED, 4, cause)
    mistakes = {NOT_THE_ANGLE: 1.0}
    assert_close(angle, np.random.default_rng(3).uniform(-np.pi, np.pi, 4)[3], atol=ROUNDING, mistakes=mistakes)
