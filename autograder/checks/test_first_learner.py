"""Hidden checks of first_learner.py.

Points and angles are multiples of 1/8 (see `strategies.clouds`) or lie clear of the dividing line by construction, so
rounding never decides on a label.
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
)
from autograder.checks import oracles
from autograder.checks.oracles import Array
from autograder.checks.strategies import Cloud, axis_angles, clouds, eighths
from autograder.plugin import question
from autograder.submission import Submission

ROUNDING = 1e-12  # of numbers up to 3, whose last digit is 4e-16; any other formula is off by far more
few = settings(max_examples=25)  # wrong formulas are wrong for nearly every input

BOTH_SHAPES = "compare the shapes before computing, and put both into the message"
LAST_OF_EQUALS = "the last of several best angles is kept: replace the best only by a higher accuracy"
NOT_THE_ANGLE = "this is the highest accuracy; the angle that has it is asked for"
OTHER_CLASSIFY = "classify or accuracy is wrong: look at these first"


def fresh(*values: Any) -> tuple[Any, ...]:
    """The arguments with every array copied, so that a submission that writes into one spoils nothing else."""
    return tuple(value.copy() if isinstance(value, np.ndarray) else value for value in values)


def awkward(*values: Any) -> tuple[Any, ...]:
    """The arguments with every array read-only and every other item of a larger one."""
    return tuple(_strided(value) if isinstance(value, np.ndarray) else value for value in values)


def _strided(array: Array) -> Array:
    view = np.repeat(array, 2, axis=-1)[..., ::2]
    view.flags.writeable = False
    return view


# --- direction ---


@question("direction", points="1/4")
@few
@given(angle=eighths(-7, 7))
def test_direction_follows_the_formula(submission: Submission, angle: float) -> None:
    """Direction is [cos(angle), sin(angle)] for every angle in radians, negative ones and whole turns included."""
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
    """Direction is a float64 array of shape (2,), also for an angle that is a whole number."""
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


def assert_labels(answer: object, points: Array, angle: float) -> None:
    """Require that `answer` holds the right label of each of `points`."""
    assert_close(answer, oracles.classify(points, angle), mistakes=classify_mistakes(points, angle))


@question("classify", points="1/2")
@given(cloud=clouds(), angle=axis_angles())
def test_classify_follows_the_definition(submission: Submission, cloud: Cloud, angle: float) -> None:
    """A point gets 1 where x * cos(angle) + y * sin(angle) is positive and 0 where it is negative."""
    points, _ = cloud
    assert_labels(submission.classify(points.copy(), angle), points, angle)


@question("classify", points="1/4")
@few
@given(cloud=clouds(min_points=2), angle=axis_angles())
def test_classify_takes_each_point_alone(submission: Submission, cloud: Cloud, angle: float) -> None:
    """A point's label is its own: alone, in another order, or twice or a quarter as far from the origin."""
    points, _ = cloud
    for others in (points[::-1], points[:1], points * 2, points / 4):
        assert_labels(submission.classify(others.copy(), angle), others, angle)


@question("classify", points="1/4")
@few
@given(cloud=clouds(), angle=axis_angles())
def test_classify_of_the_opposite_axis(submission: Submission, cloud: Cloud, angle: float) -> None:
    """When the axis is turned by half a circle, every 0 and 1 is exchanged; by a whole circle, none is."""
    points, _ = cloud
    for turned in (angle + np.pi, angle - np.pi, angle + 2 * np.pi, angle - 2 * np.pi):
        assert_labels(submission.classify(points.copy(), turned), points, turned)


@question("classify", points="1/4")
@few
@given(cloud=clouds(), angle=axis_angles(), dtype=st.sampled_from(["float64", "float32", "int64"]))
def test_classify_returns_integers(submission: Submission, cloud: Cloud, angle: float, dtype: str) -> None:
    """The labels are an int64 array, not bools or floats, for points of float64, float32 and integers."""
    points = (8 * cloud[0]).astype(dtype)
    answer = submission.classify(points.copy(), angle)
    cause = "an array of integers or a direction cut off to integers holds no fractions" if dtype == "int64" else None
    assert_close(answer, oracles.classify(points, angle), likely_cause=cause)
    assert_dtype(answer, np.int64, likely_cause="a comparison gives bools, and an array made like the points floats")


@question("classify", points="1/4")
@few
@given(cloud=clouds(), angle=axis_angles())
def test_classify_leaves_its_inputs_alone(submission: Submission, cloud: Cloud, angle: float) -> None:
    """Classify does not change the points, which may be read-only or every other column of a larger array."""
    points, _ = cloud
    assert_leaves_inputs_alone(submission, "classify", points.copy(), angle)
    assert_labels(submission.classify(*awkward(points), angle), points, angle)


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
    """Classify raises ValueError, with the shape in the message, unless points has shape (n, 2)."""
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


def assert_accuracy(submission: Submission, predicted: Array, labels: Array) -> None:
    """Require that the accuracy of `predicted` is right."""
    answer = submission.accuracy(*fresh(predicted, labels))
    assert_close(answer, oracles.accuracy(predicted, labels), mistakes=accuracy_mistakes(predicted, labels))


def label_pairs(min_size: int = 1, max_size: int = 8) -> st.SearchStrategy[tuple[Array, Array]]:
    """Predicted and true labels, each (n,) of 0 and 1."""
    pair = st.tuples(st.integers(0, 1), st.integers(0, 1))
    pairs = st.lists(pair, min_size=min_size, max_size=max_size)
    return pairs.map(lambda drawn: (np.array([one for one, _ in drawn]), np.array([other for _, other in drawn])))


@question("accuracy", points="1/4")
@given(pair=label_pairs())
def test_accuracy_follows_the_definition(submission: Submission, pair: tuple[Array, Array]) -> None:
    """Accuracy is the number of places in which the two arrays agree, divided by n; it is a single number."""
    assert_accuracy(submission, *pair)


@question("accuracy", points="1/4")
@few
@given(pair=label_pairs(min_size=2, max_size=4))
def test_accuracy_is_a_share(submission: Submission, pair: tuple[Array, Array]) -> None:
    """When every label occurs twice, in another order, or white is called black everywhere, accuracy is the same."""
    predicted, labels = pair
    for one, other in (
        (np.concatenate([predicted, predicted]), np.concatenate([labels, labels])),
        (predicted[::-1], labels[::-1]),
        (1 - predicted, 1 - labels),
        (labels, predicted),
    ):
        assert_accuracy(submission, one, other)


@question("accuracy", points="1/8")
@few
@given(pair=label_pairs(), dtype=st.sampled_from(["uint8", "int8", "int32"]))
def test_accuracy_of_other_integers(submission: Submission, pair: tuple[Array, Array], dtype: str) -> None:
    """Accuracy is the same for labels of uint8 and other integer dtypes."""
    predicted, labels = (each.astype(dtype) for each in pair)
    answer = submission.accuracy(*fresh(predicted, labels))
    cause = "in uint8, 0 - 1 is 255: compare with == instead of subtracting" if dtype == "uint8" else None
    assert_close(answer, oracles.accuracy(predicted, labels), likely_cause=cause)


@question("accuracy", points="1/4")
def test_accuracy_rejects_other_shapes(submission: Submission) -> None:
    """Accuracy raises ValueError, with both shapes in the message, unless the shapes are equal: no broadcasting."""
    labels = np.array([1, 0, 1])
    cause = BOTH_SHAPES + "; NumPy broadcasts (n,) against (n, 1) to (n, n), and zip stops at the shorter one"
    for other, shape in ((labels[:, None], "(3, 1)"), (labels[:1], "(1,)"), (labels[:2], "(2,)")):
        for first, second in ((labels, other), (other, labels)):
            assert_raises(
                *(submission, ValueError, "accuracy", *fresh(first, second)),
                mentions=("(3,)", shape),
                likely_cause=cause,
            )


@question("accuracy", points="1/4")
def test_accuracy_rejects_no_labels(submission: Submission) -> None:
    """Accuracy raises ValueError for two empty arrays."""
    none = np.array([], np.int64)
    cause = "np.mean of nothing is nan with a warning, and 0 / 0 is ZeroDivisionError: look at the size first"
    assert_raises(submission, ValueError, "accuracy", none.copy(), none.copy(), likely_cause=cause)


@question("accuracy", points="1/8")
@few
@given(pair=label_pairs())
def test_accuracy_leaves_its_inputs_alone(submission: Submission, pair: tuple[Array, Array]) -> None:
    """Accuracy changes neither array, and takes read-only arrays and slices with a stride."""
    assert_leaves_inputs_alone(submission, "accuracy", *fresh(*pair))
    assert_close(submission.accuracy(*awkward(*pair)), oracles.accuracy(*pair))


# --- learn ---


def two_parts(answer: Any, names: tuple[str, str], length: int, likely_cause: str | None = None) -> tuple[Any, Array]:
    """The two parts of what a search returns, the second as an array of `length` numbers."""
    assert_length(answer, 2, f"The returned tuple ({', '.join(names)})")
    angle, accuracies = answer
    assert_shape(angle, ())
    assert_length(accuracies, length, names[1], likely_cause=likely_cause)
    for each in accuracies:
        assert_shape(each, ())
    return angle, np.array([float(each) for each in accuracies])


def learned(submission: Submission, points: Array, labels: Array, angles: Array) -> tuple[Any, Array]:
    """The two parts of what learn returns, with their shapes checked."""
    answer = submission.learn(*fresh(points, labels, angles))
    cause = "history has one accuracy for each angle, also after one that gets all labels right"
    return two_parts(answer, ("best_angle", "history"), len(angles), cause)


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
        "black and white are exchanged in classify": 1 - history,
        "the accuracies are percentages": 100 * history,
        "the history is sorted; it is in the order of the trials": np.sort(history),
    }


def some_angles(max_size: int = 5) -> st.SearchStrategy[Array]:
    """Arrays (t,) of `axis_angles`."""
    return st.lists(axis_angles(), min_size=1, max_size=max_size).map(np.array)


@question("learn", points="1/4")
@few
@given(cloud=clouds(), angles=some_angles())
def test_learn_records_every_trial(submission: Submission, cloud: Cloud, angles: Array) -> None:
    """history[i] is the accuracy with angles[i], for any number of points and angles."""
    _, history = learned(submission, *cloud, angles)
    _, right = oracles.learn(*cloud, angles)
    assert_close(history, right, mistakes=history_mistakes(right), likely_cause=OTHER_CLASSIFY)


@question("learn", points="1/4")
@given(cloud=clouds(), angles=some_angles())
def test_learn_keeps_the_first_of_the_best(submission: Submission, cloud: Cloud, angles: Array) -> None:
    """best_angle is the angle with the highest accuracy, the first of them where several have it."""
    best_angle, _ = learned(submission, *cloud, angles)
    right, history = oracles.learn(*cloud, angles)
    assert_close(best_angle, right, atol=ROUNDING, mistakes=angle_mistakes(angles, history))


@question("learn", points="1/8")
@few
@given(cloud=clouds(), angles=some_angles())
def test_learn_tries_every_angle(submission: Submission, cloud: Cloud, angles: Array) -> None:
    """Where the first angle gets all labels right, it is kept, and the others are tried and recorded nevertheless."""
    points, _ = cloud
    labels = oracles.classify(points, angles[0])
    best_angle, history = learned(submission, points, labels, angles)
    assert_close(best_angle, angles[0], mistakes=angle_mistakes(angles, oracles.learn(points, labels, angles)[1]))
    assert_close(history, oracles.learn(points, labels, angles)[1], likely_cause=OTHER_CLASSIFY)


@question("learn", points="1/8")
@few
@given(cloud=clouds(), angle=axis_angles())
def test_learn_of_a_single_hopeless_angle(submission: Submission, cloud: Cloud, angle: float) -> None:
    """The only angle is the best one, even where it gets every label wrong."""
    points, _ = cloud
    best_angle, history = learned(submission, points, 1 - oracles.classify(points, angle), np.array([angle]))
    cause = "the best accuracy begins at 0, so an accuracy of 0 is never higher: begin below, or with the first angle"
    assert_close(best_angle, angle, likely_cause=cause)
    assert_close(history, [0.0], likely_cause=OTHER_CLASSIFY)


@question("learn", points="1/8")
@few
@given(cloud=clouds(), angles=some_angles())
def test_learn_leaves_its_inputs_alone(submission: Submission, cloud: Cloud, angles: Array) -> None:
    """Learn changes no argument, and takes read-only arrays and slices with a stride."""
    assert_leaves_inputs_alone(submission, "learn", *fresh(*cloud, angles))
    answer = submission.learn(*awkward(*cloud, angles))
    best_angle, history = two_parts(answer, ("best_angle", "history"), len(angles))
    right_angle, right = oracles.learn(*cloud, angles)
    assert_close(best_angle, right_angle, atol=ROUNDING)
    assert_close(history, right)


def assert_rejects_other_labels(submission: Submission, function: str, *options: Any) -> None:
    """Require ValueError for labels that are not (n,): too few, and two shapes that NumPy would broadcast."""
    points, labels = np.array([[2.0, 1.0], [1.0, 2.0], [-1.0, 1.0]]), np.array([1, 1, 0])
    for other, shape in ((labels[:2], "(2,)"), (labels[:1], "(1,)"), (labels[:, None], "(3, 1)")):
        assert_raises(
            *(submission, ValueError, function, *fresh(points, other, *options)),
            mentions=("(3,)", shape),
            likely_cause=BOTH_SHAPES + "; accuracy does that",
        )


@question("learn", points="1/8")
def test_learn_rejects_other_labels(submission: Submission) -> None:
    """Learn raises ValueError, with (n,) and the shape of the labels in the message, unless that is (n,)."""
    assert_rejects_other_labels(submission, "learn", np.array([0.5, 1.5]))


# --- random_search ---

Search = tuple[Array, Array, int, int]
NAMES = ("angle", "accuracies")
SEEDS = st.integers(0, 2**31 - 1)


@st.composite
def hopeless_searches(draw: st.DrawFn) -> Search:
    """Points, labels, trials and a seed; a white point opposite to another one keeps every accuracy below 1."""
    points, labels = draw(clouds(max_points=4))
    points, labels = np.concatenate([points[:1], points, -points[:1]]), np.concatenate([[1], labels, [1]])
    return points, labels, draw(st.integers(1, 8)), draw(SEEDS)


@st.composite
def lucky_searches(draw: st.DrawFn) -> Search:
    """The same with labels that one of the angles that are drawn gets all right, and more trials than it needs."""
    points, _ = draw(clouds())
    trials, seed = draw(st.integers(2, 8)), draw(SEEDS)
    lucky = draw(st.integers(0, trials - 2))
    return points, oracles.classify(points, oracles.drawn_angles(trials, seed)[lucky]), trials, seed


def searched(submission: Submission, search: Search) -> tuple[Any, Array]:
    """The two parts of what random_search returns, with as many accuracies as there have to be."""
    answer: Any = submission.random_search(*fresh(*search))
    assert_length(answer, 2, f"The returned tuple ({', '.join(NAMES)})")
    _, right = oracles.random_search(*search)
    recorded = answer[1] if isinstance(answer[1], list | tuple) else np.ravel(answer[1])
    cause = None
    if len(recorded) > len(right):
        cause = "the search goes on after an accuracy of 1, or after the last trial"
    elif len(recorded) == len(right) - 1:
        cause = "the search stops before it records the last accuracy"
    return two_parts(answer, NAMES, len(right), cause)


def search_mistakes(search: Search) -> dict[str, object]:
    """The accuracies that other ways of drawing the angles give."""
    points, labels, trials, seed = search
    rng = np.random.default_rng
    others = {
        "the angles are drawn from 0 to 2 * pi; they go from -pi to pi": rng(seed).uniform(0, 2 * np.pi, trials),
        "the angles are drawn from 0 to pi; they go from -pi to pi": rng(seed).uniform(0, np.pi, trials),
        "the angles are drawn in degrees": rng(seed).uniform(-180, 180, trials),
        "np.random.seed begins another sequence than np.random.default_rng": np.random.RandomState(seed).uniform(
            -np.pi, np.pi, trials
        ),
        "the seed is ignored: this is the sequence of seed 0": rng(0).uniform(-np.pi, np.pi, trials),
    }
    return {cause: oracles.learn(points, labels, angles)[1] for cause, angles in others.items()}


@question("random_search", points="1/4")
@few
@given(search=hopeless_searches())
def test_random_search_tries_the_drawn_angles(submission: Submission, search: Search) -> None:
    """The accuracies are those of default_rng(seed).uniform(-np.pi, np.pi, trials), in this order."""
    _, accuracies = searched(submission, search)
    assert_close(accuracies, oracles.random_search(*search)[1], mistakes=search_mistakes(search))


@question("random_search", points="1/4")
@given(search=hopeless_searches())
def test_random_search_keeps_the_first_of_the_best(submission: Submission, search: Search) -> None:
    """Where no angle gets all labels right, the first of the best angles is returned, not the last that was tried."""
    angle, _ = searched(submission, search)
    right, accuracies = oracles.random_search(*search)
    mistakes = angle_mistakes(oracles.drawn_angles(*search[2:]), accuracies)
    assert_close(angle, right, atol=ROUNDING, mistakes=mistakes)


@question("random_search", points="1/4")
@given(search=lucky_searches())
def test_random_search_stops_when_all_labels_are_right(submission: Submission, search: Search) -> None:
    """After the first accuracy of 1 no further angle is tried, and the angle that has it is returned."""
    angle, accuracies = searched(submission, search)
    right_angle, right = oracles.random_search(*search)
    assert_close(accuracies, right, mistakes=history_mistakes(right))
    assert_close(angle, right_angle, atol=ROUNDING, mistakes={NOT_THE_ANGLE: 1.0})


@question("random_search", points="1/8")
@few
@given(search=hopeless_searches(), seed=SEEDS)
def test_random_search_repeats_with_the_seed(submission: Submission, search: Search, seed: int) -> None:
    """The same seed gives the same search again, whatever was searched between, and another seed its own."""
    points, labels, trials, first = search
    before = searched(submission, search)
    searched(submission, (points, labels, trials, seed))
    again = searched(submission, search)
    assert_equal(again[0], before[0])
    assert_equal(again[1], before[1])
    for each in (first, seed):
        angle, _ = searched(submission, (points, labels, trials, each))
        assert_close(angle, oracles.random_search(points, labels, trials, each)[0], atol=ROUNDING)


@question("random_search", points="1/8")
@few
@given(search=lucky_searches())
def test_random_search_leaves_the_global_generator_alone(submission: Submission, search: Search) -> None:
    """random_search neither seeds nor uses the global generator of NumPy or of the module random."""
    assert_leaves_global_rng_alone(submission, "random_search", *fresh(*search))
    answer = submission.random_search(*fresh(*search))
    right_angle, right = oracles.random_search(*search)
    angle, _ = two_parts(answer, NAMES, len(right))
    assert_close(angle, right_angle, atol=ROUNDING)


@question("random_search", points="1/8")
@few
@given(search=lucky_searches())
def test_random_search_leaves_its_inputs_alone(submission: Submission, search: Search) -> None:
    """random_search changes no argument, and takes read-only arrays and slices with a stride."""
    assert_leaves_inputs_alone(submission, "random_search", *fresh(*search))
    right_angle, right = oracles.random_search(*search)
    angle, accuracies = two_parts(submission.random_search(*awkward(*search)), NAMES, len(right))
    assert_close(angle, right_angle, atol=ROUNDING)
    assert_close(accuracies, right)


@question("random_search", points="1/8")
def test_random_search_rejects_other_labels(submission: Submission) -> None:
    """random_search raises ValueError, with (n,) and the shape of the labels in the message, unless that is (n,)."""
    assert_rejects_other_labels(submission, "random_search", 3, 0)
