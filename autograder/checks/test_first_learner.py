"""Hidden checks of first_learner.py.

Points and angles are multiples of 1/8 (see `strategies.scattered_points`) or lie on a ring clear of the dividing lines,
so rounding never decides on a label.

A requirement about a definition is compared with the oracle's value. One that says "the same as" (for integers, in
another order, for a read-only array) compares the submission with itself, so that one mistake costs what its own
requirements are worth; `labels_of`, `accuracy_of`, `assert_learns` and `assert_searches` end such a check for an answer
that does not depend on the input.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assertions import (
    assert_close,
    assert_dtype,
    assert_equal,
    assert_leaves_global_rng_alone,
    assert_leaves_inputs_alone,
    assert_length,
    assert_raises,
    assert_shape,
    fail,
)
from autograder.checks import oracles
from autograder.checks.arguments import Array, awkward, fresh
from autograder.checks.searches import (
    COMPASS,
    LAST_OF_EQUALS,
    LEARNED,
    NOT_THE_ANGLE,
    OTHER_CLASSIFY,
    SEARCHED,
    two_parts,
)
from autograder.checks.strategies import axis_angles, eighths, scattered_points
from autograder.plugin import question
from autograder.showing import show
from autograder.submission import Submission

ROUNDING = 1e-12  # of numbers up to 3, whose last digit is 4e-16; any other formula is off by far more
few = settings(max_examples=25)  # wrong formulas are wrong for nearly every input
# Twelve points around the origin, each followed by its opposite, none nearer than 1/1000 to a dividing line of
# `axis_angles`. The first two are white, so no axis gets all labels right, and six random angles give one of hundreds
# of sequences of accuracies: the sequence tells which were tried.
RING = np.array([oracles.direction(0.1 + clock * np.pi / 6) for clock in (0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11)])
RING_LABELS = np.array([1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0])

BROADCAST = (
    "compare the shapes before computing, and put both into the message; "
    "NumPy broadcasts (n,) against (n, 1) to (n, n), and zip stops at the shorter one"
)
SPOILED = "the call changed the points or labels, so every later trial works with other ones"


def assert_varies(answer: Any, right: Array) -> None:
    """Require that the values of `answer` are not all the same where the right ones are not.

    Comparing a submission with itself tells one mistake from another, but alone it would let a constant pass.
    """
    if np.unique(right).size > 1 and np.unique(answer).size == 1:
        fail("The result is the same everywhere.", show(right))


# --- direction ---


@question("direction", points="1/4")
@few
@given(angle=eighths(-7, 7))
def test_direction_follows_the_formula(submission: Submission, angle: float) -> None:
    """direction is [cos(angle), sin(angle)] for every angle in radians, negative ones and whole turns included."""
    right = oracles.direction(angle)
    mistakes = {
        "cos and sin are exchanged: it is (cos, sin)": right[::-1],
        "the angle is taken in degrees; it is in radians": oracles.direction(np.deg2rad(angle)),
        "the sign of the angle is wrong": oracles.direction(-angle),
        "this is (1, tan(angle)); the vector has length 1": [1, np.tan(angle)],
    }
    assert_close(submission.direction(angle), right, atol=ROUNDING, mistakes=mistakes)


@question("direction", points="1/4")
@settings(max_examples=5)
@given(angle=st.integers(-3, 3))
def test_direction_is_an_array_of_float64(submission: Submission, angle: int) -> None:
    """direction is a float64 array of shape (2,), also for an angle that is a whole number."""
    answer = submission.direction(angle)
    assert_close(answer, oracles.direction(angle), atol=ROUNDING)
    assert_dtype(answer, np.float64)


# --- classify ---


def classify_mistakes(points: Array, angle: float) -> dict[str, object]:
    """What `classify` returns for each classical mistake."""
    right = oracles.classify(points, angle)
    return {
        "black and white are exchanged: the axis points to the white side, 1": 1 - right,
        "the axis is taken for the dividing line; points are told apart along the axis": oracles.classify(
            points, angle + np.pi / 2
        ),
        "the axis is taken for the dividing line, with white on its right": oracles.classify(points, angle - np.pi / 2),
        "the sign of the angle is wrong": oracles.classify(points, -angle),
        "cos and sin are exchanged: it is (cos, sin)": oracles.classify(points, np.pi / 2 - angle),
        "the angle is taken in degrees; it is in radians": oracles.classify(points, np.deg2rad(angle)),
        "the axis is not turned: every point is told by its x alone": oracles.classify(points, 0.0),
        "the labels are -1 and 1; they are 0 and 1": 2 * right - 1,
        "this is the projection itself; the label is 1 where it is positive": points @ oracles.direction(angle),
    }


def labels_of(submission: Submission, points: Array, angle: float) -> Any:
    """The labels, (n,), required not to be all the same where the right ones are not."""
    answer: Any = submission.classify(points.copy(), angle)
    assert_shape(answer, (len(points),))
    assert_varies(answer, oracles.classify(points, angle))
    return answer


@question("classify", points="1/2")
@few
@given(points=scattered_points(), angle=axis_angles())
def test_classify_follows_the_definition(submission: Submission, points: Array, angle: float) -> None:
    """A point gets 1 where x * cos(angle) + y * sin(angle) is positive and 0 where it is negative."""
    points = np.concatenate([COMPASS, points])  # one point alone would not tell one mistake from another
    answer = submission.classify(points.copy(), angle)
    assert_close(answer, oracles.classify(points, angle), mistakes=classify_mistakes(points, angle))


@question("classify", points="1/4")
@few
@given(angle=axis_angles())
def test_classify_takes_each_point_alone(submission: Submission, angle: float) -> None:
    """A point's label is its own: alone, in another order, and nearer to the origin or farther from it."""
    points = 4 * RING
    labels = labels_of(submission, points, angle)
    assert_close(labels_of(submission, points[::-1], angle), labels[::-1])
    assert_close(labels_of(submission, points[:1], angle), labels[:1])
    for scaled in (points * 2, points / 4, points * 2.0**-20):  # powers of two: not even the rounding differs
        assert_close(labels_of(submission, scaled, angle), labels)


@question("classify", points="1/4")
@few
@given(angle=axis_angles())
def test_classify_of_the_opposite_axis(submission: Submission, angle: float) -> None:
    """When the axis is turned by half a circle, every 0 and 1 is exchanged; by a whole circle, none is."""
    points = 4 * RING
    labels = labels_of(submission, points, angle)
    for turned in (angle + np.pi, angle - np.pi):
        assert_close(labels_of(submission, points, turned), 1 - labels)
    for turned in (angle + 2 * np.pi, angle - 2 * np.pi):
        assert_close(labels_of(submission, points, turned), labels)


@question("classify", points="1/8")
@few
@given(angle=axis_angles(), dtype=st.sampled_from(["float64", "float32", "int64"]))
def test_classify_returns_integers(submission: Submission, angle: float, dtype: str) -> None:
    """The labels are an int64 array, not of bools or floats, whether the points are float64, float32 or integers."""
    points = (4 * COMPASS).astype(dtype)
    answer = labels_of(submission, points, angle)
    assert_dtype(answer, np.int64, likely_cause="a comparison gives bools, and an array made like the points floats")


@question("classify", points="1/8")
@few
@given(angle=axis_angles())
def test_classify_of_integers(submission: Submission, angle: float) -> None:
    """For points of integers, the labels are those of the equal floats: nothing is cut off."""
    points = np.concatenate([COMPASS, [[1, 1], [1, -1], [-1, 1], [-1, -1]]])  # projections on both sides of 1
    cause = "an array with the integer dtype of the points cuts off every fraction"
    labels = labels_of(submission, points, angle)
    assert_close(submission.classify(points.astype(np.int64), angle), labels, likely_cause=cause)


@question("classify", points="1/4")
def test_classify_leaves_its_inputs_alone(submission: Submission) -> None:
    """classify does not change the points, which may be read-only or every other column of a larger array."""
    assert_leaves_inputs_alone(submission, "classify", RING.copy(), 0.5)
    labels = labels_of(submission, RING, 0.5)
    assert_close(submission.classify(*awkward(RING), 0.5), labels)


@question("classify", points="1/8")
@settings(max_examples=5)
@given(angle=axis_angles())
def test_classify_of_no_points(submission: Submission, angle: float) -> None:
    """For points of shape (0, 2), the labels are an int64 array of shape (0,)."""
    answer = submission.classify(np.zeros((0, 2)), angle)
    assert_shape(answer, (0,))
    assert_dtype(answer, np.int64, likely_cause="np.array of an empty list is float64 unless dtype is given")


@question("classify", points="1/8")
def test_classify_rejects_other_shapes(submission: Submission) -> None:
    """classify raises ValueError, with the shape in the message, unless points has shape (n, 2)."""
    for shape in ((2, 3), (4, 1), (2,), (2, 2, 2)):
        assert_raises(
            *(submission, ValueError, "classify", np.ones(shape), 0.5),
            mentions=(str(shape),),
            likely_cause="compare the shape before computing, and put it into the message",
        )


# --- accuracy ---


def accuracy_mistakes(predicted: Array, labels: Array) -> dict[str, object]:
    """What `accuracy` returns for each classical mistake."""
    right = oracles.accuracy(predicted, labels)
    return {
        "this is the share of wrong labels": 1 - right,
        "this is the number of right labels: divide it by n": right * len(labels),
        "this is a percentage; the accuracy lies between 0 and 1": 100 * right,
        "only labels that are 1 are counted; 0 for 0 is right, too": float(np.mean(predicted & labels)),
        "this is 1 only when all labels are right; a share is asked for": float(right == 1),
    }


def accuracy_of(submission: Submission, predicted: Array, labels: Array) -> Any:
    """The accuracy, a number, required to tell these labels from no right ones and from all right ones."""
    answer: Any = submission.accuracy(*fresh(predicted, labels))
    assert_shape(answer, ())
    right = oracles.accuracy(predicted, labels)
    others: list[Any] = [submission.accuracy(*fresh(other, labels)) for other in (1 - labels, labels)]
    assert_varies([float(each) for each in (answer, *others)], np.array([right, 0.0, 1.0]))
    return answer


Pair = tuple[Array, Array]


def bits(number: int, size: int) -> Array:
    """The lowest binary digits of `number` as labels: drawing one number is faster than drawing every label."""
    return number >> np.arange(size) & 1


def label_pairs() -> st.SearchStrategy[Pair]:
    """Predicted and true labels, each (n,) of 0 and 1, n from 1 to 8."""
    drawn = st.tuples(st.integers(1, 8), st.integers(0, 255), st.integers(0, 255))
    return drawn.map(lambda each: (bits(each[1], each[0]), bits(each[2], each[0])))


@question("accuracy", points="1/4")
@few
@given(pair=label_pairs())
def test_accuracy_follows_the_definition(submission: Submission, pair: Pair) -> None:
    """accuracy is the number of places in which the two arrays agree, divided by n; it is a single number."""
    predicted = np.concatenate([[1, 0, 1, 1], pair[0]])  # one place alone would not tell one mistake from another
    labels = np.concatenate([[1, 0, 0, 1], pair[1]])
    right, mistakes = oracles.accuracy(predicted, labels), accuracy_mistakes(predicted, labels)
    assert_close(submission.accuracy(*fresh(predicted, labels)), right, mistakes=mistakes)


@question("accuracy", points="1/4")
@few
@given(pair=label_pairs())
def test_accuracy_is_a_share(submission: Submission, pair: Pair) -> None:
    """When every label occurs twice, in another order, or 0 and 1 are exchanged everywhere, accuracy is the same."""
    predicted, labels = pair
    once = accuracy_of(submission, predicted, labels)
    summed = "the number of right labels is not divided by n"
    doubled = accuracy_of(submission, np.concatenate([predicted, predicted]), np.concatenate([labels, labels]))
    assert_close(doubled, once, mistakes={summed: 2 * once})
    for one, other in ((predicted[::-1], labels[::-1]), (1 - predicted, 1 - labels), (labels, predicted)):
        cause = "only labels that are 1 are counted; 0 for 0 is right, too" if one[0] == 1 - predicted[0] else None
        assert_close(accuracy_of(submission, one, other), once, likely_cause=cause)


@question("accuracy", points="1/8")
@few
@given(pair=label_pairs(), dtype=st.sampled_from(["uint8", "int8", "int32"]))
def test_accuracy_of_other_integers(submission: Submission, pair: Pair, dtype: str) -> None:
    """accuracy is the same for labels of uint8 and other integer dtypes."""
    values = accuracy_of(submission, *pair)
    cause = "in uint8, 0 - 1 is 255: compare with == instead of subtracting" if dtype == "uint8" else None
    answer = submission.accuracy(*(each.astype(dtype) for each in pair))
    assert_close(answer, values, likely_cause=cause)


@question("accuracy", points="1/4")
def test_accuracy_rejects_other_shapes(submission: Submission) -> None:
    """accuracy raises ValueError, with both shapes in the message, unless the shapes are equal: no broadcasting."""
    labels = np.array([1, 0, 1])
    for other, shape in ((labels[:, None], "(3, 1)"), (labels[:1], "(1,)"), (labels[:2], "(2,)")):
        for first, second in ((labels, other), (other, labels)):
            assert_raises(
                *(submission, ValueError, "accuracy", *fresh(first, second)),
                mentions=("(3,)", shape),
                likely_cause=BROADCAST,
            )


@question("accuracy", points="1/4")
def test_accuracy_rejects_no_labels(submission: Submission) -> None:
    """accuracy raises ValueError for two empty arrays."""
    none = np.array([], np.int64)
    cause = "np.mean of nothing is nan with a warning, and 0 / 0 is ZeroDivisionError: look at the size first"
    assert_raises(submission, ValueError, "accuracy", none.copy(), none.copy(), likely_cause=cause)


@question("accuracy", points="1/8")
def test_accuracy_leaves_its_inputs_alone(submission: Submission) -> None:
    """accuracy changes neither array, and takes read-only arrays and slices with a stride."""
    pair = (np.array([1, 0, 1, 1]), np.array([1, 0, 0, 1]))
    assert_leaves_inputs_alone(submission, "accuracy", *fresh(*pair))
    values = accuracy_of(submission, *pair)
    assert_close(submission.accuracy(*awkward(*pair)), values)


# --- learn ---


def learned(submission: Submission, points: Array, labels: Array, angles: Array) -> tuple[Any, Array]:
    """The two parts of what learn returns, with their shapes checked."""
    answer = submission.learn(*fresh(points, labels, angles))
    cause = "history has one accuracy for each angle, also after one that gets all labels right"
    return two_parts(answer, LEARNED, len(angles), cause)


def assert_learns(submission: Submission) -> None:
    """End a check that compares learn with itself where no answer depends on the input."""
    angles = np.arange(-3.0, 4.0)
    _, history = learned(submission, RING, RING_LABELS, angles)
    assert_varies(history, oracles.learn(RING, RING_LABELS, angles)[1])


def angle_mistakes(angles: Array, history: Array) -> dict[str, object]:
    """The angles that are wrong here, by what leads to them (the right one among them is never named)."""
    best = np.flatnonzero(history == history.max())
    return {
        LAST_OF_EQUALS: angles[best[-1]],
        "the last angle is kept, not the best": angles[-1],
        "the first angle is kept, not the best": angles[0],
        "the angle with the lowest accuracy is kept": angles[np.argmin(history)],
        NOT_THE_ANGLE: history.max(),
        "this is the index of the best angle, not the angle": float(best[0]),
    }


def history_mistakes(history: Array) -> dict[str, object]:
    """What stands in the history for each classical mistake."""
    return {
        "this is the best so far; the accuracy of each trial is asked for": np.maximum.accumulate(history),
        "the accuracies are percentages": 100 * history,
        "the history is sorted; it is in the order of the trials": np.sort(history),
    }


Cloud = tuple[Array, Array]


def some_angles() -> st.SearchStrategy[Array]:
    """Arrays (t,) of multiples of 1/8 from -3 to 3 without 0, t from 1 to 5.

    Three numbers are drawn rather than t, so that a failure is shrunk fast.
    """
    angles = np.array([count / 8 for count in range(-24, 25) if count])
    drawn = st.tuples(st.integers(1, 5), st.integers(0, 47), st.integers(1, 47))
    return drawn.map(lambda each: angles[(each[1] + each[2] * np.arange(each[0])) % 48])


def arcs(min_points: int = 1) -> st.SearchStrategy[Cloud]:
    """The first n points of the ring, with any labels."""
    drawn = st.tuples(st.integers(min_points, len(RING)), st.integers(0, 2 ** len(RING) - 1))
    return drawn.map(lambda each: (RING[: each[0]], bits(each[1], each[0])))


@question("learn", points="1/4")
@few
@given(cloud=arcs(), angles=some_angles())
def test_learn_records_every_trial(submission: Submission, cloud: Cloud, angles: Array) -> None:
    """history[i] is the accuracy with angles[i], for any number of points and angles."""
    _, history = learned(submission, *cloud, angles)
    spoiled = bool(submission.calls[-1].mutated)
    _, right = oracles.learn(*cloud, angles)
    mistakes = None if spoiled else history_mistakes(right)
    assert_close(history, right, mistakes=mistakes, likely_cause=SPOILED if spoiled else OTHER_CLASSIFY)


@question("learn", points="1/4")
@few
@given(cloud=arcs(), angles=some_angles())
def test_learn_keeps_the_first_of_the_best(submission: Submission, cloud: Cloud, angles: Array) -> None:
    """best_angle is the angle with the highest accuracy in the history, the first of them where several have it."""
    best_angle, history = learned(submission, *cloud, angles)
    right = angles[np.argmax(history)]
    assert_close(best_angle, right, atol=ROUNDING, mistakes=angle_mistakes(angles, history))
    assert_learns(submission)


@question("learn", points="1/8")
@few
@given(cloud=arcs(), angles=some_angles())
def test_learn_tries_each_angle_by_itself(submission: Submission, cloud: Cloud, angles: Array) -> None:
    """Each angle is tried and gets its own accuracy, also after one that gets all labels right, in any order."""
    points, _ = cloud
    labels = oracles.classify(points, angles[0])
    _, history = learned(submission, points, labels, angles)
    _, backwards = learned(submission, points, labels, angles[::-1])
    cause = SPOILED if submission.calls[-1].mutated else "the accuracy of one trial depends on those before it"
    assert_close(backwards, history[::-1], likely_cause=cause)
    assert_learns(submission)


@question("learn", points="1/8")
@few
@given(cloud=arcs(), angle=axis_angles())
def test_learn_of_a_single_angle(submission: Submission, cloud: Cloud, angle: float) -> None:
    """The only angle is the best one, whether it gets every label right or every label wrong."""
    points, _ = cloud
    right = oracles.classify(points, angle)
    best_angle, _ = learned(submission, points, right, np.array([angle]))
    assert_close(best_angle, angle, mistakes={NOT_THE_ANGLE: 1.0})
    best_angle, _ = learned(submission, points, 1 - right, np.array([angle]))
    cause = "the best accuracy begins at 0, so an accuracy of 0 is never higher: begin below, or with the first angle"
    assert_close(best_angle, angle, likely_cause=cause)


@question("learn", points="1/8")
def test_learn_leaves_its_inputs_alone(submission: Submission) -> None:
    """learn changes no argument, and takes read-only arrays and slices with a stride."""
    problem = (RING, RING_LABELS, np.array([2.0, 0.5, -1.0]))
    assert_leaves_inputs_alone(submission, "learn", *fresh(*problem))
    best_angle, history = learned(submission, *problem)
    again_angle, again = two_parts(submission.learn(*awkward(*problem)), LEARNED, 3)
    assert_equal(again_angle, best_angle)
    assert_equal(again, history)
    assert_learns(submission)


def assert_rejects_other_labels(submission: Submission, function: str, *options: Any) -> None:
    """Require ValueError for labels that are not (n,): too few, and two shapes that NumPy would broadcast."""
    points, labels = np.array([[2.0, 1.0], [1.0, 2.0], [-1.0, 1.0]]), np.array([1, 1, 0])
    for other, shape in ((labels[:2], "(2,)"), (labels[:1], "(1,)"), (labels[:, None], "(3, 1)")):
        assert_raises(
            *(submission, ValueError, function, *fresh(points, other, *options)),
            mentions=("(3,)", shape),
            likely_cause="accuracy compares the shapes: call it, or compare them here and put both into the message",
        )


@question("learn", points="1/8")
def test_learn_rejects_other_labels(submission: Submission) -> None:
    """learn raises ValueError, with (n,) and the shape of the labels in the message, unless that is (n,)."""
    assert_rejects_other_labels(submission, "learn", np.array([0.5, 1.5]))


# --- random_search ---

Search = tuple[Array, Array, int, int]
SEEDS = st.integers(0, 2**31 - 1)


def hopeless_searches() -> st.SearchStrategy[Search]:
    """Points, labels, trials and a seed; two opposite white points keep every accuracy below 1."""

    def white_opposite(cloud: Cloud, trials: int, seed: int) -> Search:
        points, labels = cloud
        return points, np.concatenate([[1, 1], labels[2:]]), trials, seed

    return st.builds(white_opposite, arcs(min_points=2), st.integers(1, 8), SEEDS)


def lucky_searches() -> st.SearchStrategy[Search]:
    """The same with labels that one of the angles that are drawn gets all right, and more trials than it needs."""

    def right_at(lucky: int, size: int, trials: int, seed: int) -> Search:
        points, angle = RING[:size], oracles.drawn_angles(trials, seed)[lucky % (trials - 1)]
        return points, oracles.classify(points, angle), trials, seed

    return st.builds(right_at, st.integers(0, 7), st.integers(1, len(RING)), st.integers(2, 8), SEEDS)


def searched(submission: Submission, search: Search) -> tuple[Any, Array]:
    """The two parts of what random_search returns, with as many accuracies as there have to be."""
    answer: Any = submission.random_search(*fresh(*search))
    assert_length(answer, 2, SEARCHED[0])
    _, right = oracles.random_search(*search)
    return two_parts(answer, SEARCHED, len(right), _why_other_length(submission, answer[1], len(right)))


def _why_other_length(submission: Submission, accuracies: Any, length: int) -> str:
    recorded = accuracies if isinstance(accuracies, list | tuple) else np.ravel(accuracies)
    if submission.calls[-1].mutated:
        return SPOILED
    if len(recorded) == length - 1:
        return "the search stops before it records the last accuracy"
    if len(recorded) > length and np.shape(recorded[length - 1]) == () and recorded[length - 1] == 1:
        return "the search goes on after an accuracy of 1"
    return "an accuracy of 1 comes too early or too late: classify, accuracy or the angles are wrong"


def assert_searches(submission: Submission) -> None:
    """End a check that compares random_search with itself where no answer depends on the input."""
    search = (RING, RING_LABELS, 8, 1)
    _, accuracies = searched(submission, search)
    assert_varies(accuracies, oracles.random_search(*search)[1])


def other_angles(trials: int, seed: int) -> dict[str, Array]:
    """The angles of other ways of drawing."""
    rng = np.random.default_rng
    return {
        "the angles are drawn from 0 to 2 * pi; they go from -pi to pi": rng(seed).uniform(0, 2 * np.pi, trials),
        "the angles are drawn from 0 to pi; they go from -pi to pi": rng(seed).uniform(0, np.pi, trials),
        "the angles are drawn in degrees": rng(seed).uniform(-180, 180, trials),
        "np.random.seed begins another sequence than np.random.default_rng": (
            np.random.RandomState(seed).uniform(-np.pi, np.pi, trials)
        ),
        "the seed is not used: this is the sequence of seed 0": rng(0).uniform(-np.pi, np.pi, trials),
    }


@question("random_search", points="1/4")
@few
@given(seed=SEEDS)
def test_random_search_tries_the_drawn_angles(submission: Submission, seed: int) -> None:
    """The accuracies are those of default_rng(seed).uniform(-np.pi, np.pi, trials), in this order."""
    search = (RING, RING_LABELS, 6, seed)
    _, accuracies = searched(submission, search)
    spoiled = bool(submission.calls[-1].mutated)
    _, right = oracles.random_search(*search)
    mistakes = history_mistakes(right)
    for cause, angles in other_angles(6, seed).items():
        mistakes[cause] = oracles.learn(RING, RING_LABELS, angles)[1]
    if spoiled:
        mistakes = {}
    assert_close(accuracies, right, mistakes=mistakes, likely_cause=SPOILED if spoiled else OTHER_CLASSIFY)


@question("random_search", points="1/4")
@few
@given(search=hopeless_searches())
def test_random_search_keeps_the_first_of_the_best(submission: Submission, search: Search) -> None:
    """Where no angle gets all labels right, the first angle with the highest of the accuracies is returned."""
    angle, accuracies = searched(submission, search)
    angles = oracles.drawn_angles(*search[2:])
    best = int(np.argmax(accuracies))
    mistakes = angle_mistakes(angles, accuracies)
    mistakes |= {cause: drawn[best] for cause, drawn in other_angles(*search[2:]).items()}
    assert_close(angle, angles[best], atol=ROUNDING, mistakes=mistakes)
    assert_searches(submission)


@question("random_search", points="1/4")
@few
@given(search=lucky_searches())
def test_random_search_stops_when_all_labels_are_right(submission: Submission, search: Search) -> None:
    """After the first accuracy of 1 no further angle is tried, and the angle that has it is returned."""
    angle, _ = searched(submission, search)
    right, _ = oracles.random_search(*search)
    assert_close(angle, right, atol=ROUNDING, mistakes={NOT_THE_ANGLE: 1.0})


@question("random_search", points="1/8")
@few
@given(seed=st.integers(0, 1000))
def test_random_search_repeats_with_the_seed(submission: Submission, seed: int) -> None:
    """The same seed gives the same search again, whatever was searched between, and another seed another one."""
    first, other = (RING, RING_LABELS, 6, seed), (RING, RING_LABELS, 6, seed + 1)
    angle, accuracies = searched(submission, first)
    _, between = searched(submission, other)
    again_angle, again = searched(submission, first)
    assert_equal(again_angle, angle)
    assert_equal(again, accuracies)
    different = not np.array_equal(oracles.random_search(*first)[1], oracles.random_search(*other)[1])
    if different and np.array_equal(between, accuracies):
        fail("Another seed gives the same accuracies.", "angles of that seed", "the seed is not used")


@question("random_search", points="1/8")
def test_random_search_leaves_the_global_generator_alone(submission: Submission) -> None:
    """random_search neither seeds nor uses the global generator of NumPy or of the module random."""
    assert_leaves_global_rng_alone(submission, "random_search", *fresh(RING, RING_LABELS, 6, 2))
    assert_searches(submission)


@question("random_search", points="1/8")
def test_random_search_leaves_its_inputs_alone(submission: Submission) -> None:
    """random_search changes no argument, and takes read-only arrays and slices with a stride."""
    search = (RING, RING_LABELS, 6, 2)
    assert_leaves_inputs_alone(submission, "random_search", *fresh(*search))
    angle, accuracies = searched(submission, search)
    again_angle, again = two_parts(submission.random_search(*awkward(*search)), SEARCHED, 6)
    assert_equal(again_angle, angle)
    assert_equal(again, accuracies)
    assert_searches(submission)


@question("random_search", points="1/8")
def test_random_search_rejects_other_labels(submission: Submission) -> None:
    """random_search raises ValueError, with (n,) and the shape of the labels in the message, unless that is (n,)."""
    assert_rejects_other_labels(submission, "random_search", 3, 0)
