"""Attempts near a threshold, what several checks share, and the bands."""

from __future__ import annotations

import statistics
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.assertions import CheckFailure
from autograder.calibrate import after_repeats, largest_rate
from autograder.checks.keras_models import require_falling, require_weights, series
from autograder.models import Layer, Model
from autograder.sandbox.values import Handle
from autograder.submission import LocalSubmission
from autograder.training import MAX_ATTEMPTS, Training, assert_band, assert_reaches, measured, once

TRAINING = Training("05_any", 100, 10, 2, 32, {"accuracy": (0.5, 0.7, 0.9)}, {"accuracy": 0.02}, b"secret")


@pytest.fixture
def submission(tmp_path: Path) -> LocalSubmission:
    return fresh(tmp_path)


def fresh(folder: Path) -> LocalSubmission:
    file = folder / "student_of_training.py"
    file.write_text("def double(x):\n    return 2 * x\n\n\ndef breaks(x):\n    raise KeyError('gone')\n")
    return LocalSubmission(file)


@given(st.lists(st.integers(0, 1000).map(lambda n: n / 1000), min_size=3, max_size=3))
def test_repeating_stops_early_but_never_changes_what_the_median_of_three_says(values: list[float]) -> None:
    folder = Path(__file__).parent / "sample_class" / "ada_loops"
    submission = LocalSubmission(folder / "activations.py")
    result = measured(submission, TRAINING, "accuracy", lambda number, _: values[number])
    bands = TRAINING.bands["accuracy"]
    near = any(abs(values[0] - band) <= 0.02 for band in bands)
    judged = statistics.median(values) if near else values[0]
    assert [result.value >= band for band in bands] == [judged >= band for band in bands]
    assert result.attempts == tuple(values[: len(result.attempts)])
    assert 1 <= len(result.attempts) <= MAX_ATTEMPTS
    assert (len(result.attempts) > 1) == near


def test_attempts_are_made_once_for_all_checks(submission: LocalSubmission) -> None:
    asked = []

    def attempt(number: int, generator: np.random.Generator) -> float:
        asked.append((number, generator.integers(10**9)))
        return 0.6

    for _ in range(3):
        assert measured(submission, TRAINING, "accuracy", attempt).value == 0.6
    assert asked == [(0, TRAINING.task(0).integers(10**9))]


def test_every_attempt_has_a_seed_of_its_own_that_the_secret_decides() -> None:
    drawn = {
        replace(TRAINING, secret=secret).task(number).bytes(16)
        for secret in (b"secret", b"another")
        for number in range(MAX_ATTEMPTS)
    }
    assert len(drawn) == 2 * MAX_ATTEMPTS
    assert TRAINING.task(1).bytes(16) == TRAINING.task(1).bytes(16)
    assert "secret" not in repr(TRAINING)


def test_what_was_raised_is_raised_again_with_its_calls(submission: LocalSubmission) -> None:
    def asks() -> object:
        submission.double(2)  # type: ignore[attr-defined]
        return submission.breaks(3)  # type: ignore[attr-defined]

    for _ in range(2):
        submission.forget_calls()
        with pytest.raises(KeyError):
            once(submission, "key", asks)
        assert [call.function for call in submission.calls] == ["double", "breaks"]
        assert submission.calls[-1].raised is not None


@pytest.mark.parametrize(("index", "passes"), [(0, True), (1, True), (2, False)])
def test_a_band_is_noted_or_fails_with_the_same_sentence(submission: LocalSubmission, index: int, passes: bool) -> None:
    values = [0.71, 0.69, 0.72]
    result = measured(submission, TRAINING, "accuracy", lambda number, _: values[number])
    threshold = TRAINING.bands["accuracy"][index]
    said = f"Measured 0.7100 (attempts near a threshold: 0.7100, 0.6900, 0.7200); the threshold is {threshold}."
    if passes:
        assert_band(result, TRAINING, "accuracy", index)
        assert submission.notes == [said]
    else:
        with pytest.raises(CheckFailure) as failure:
            assert_band(result, TRAINING, "accuracy", index)
        assert (failure.value.problem, failure.value.expected) == (said, "at least 0.9")


def test_an_error_must_lie_below_its_threshold(submission: LocalSubmission) -> None:
    training = replace(TRAINING, bands={"error": (4.0, 3.0)}, near={})
    result = measured(submission, training, "error", lambda *_: 3.5)
    assert_band(result, training, "error", 0, higher_is_better=False)
    with pytest.raises(CheckFailure, match="the threshold is 3"):
        assert_band(result, training, "error", 1, higher_is_better=False)


def test_what_reaches_a_band_is_asked_of_the_submission_once(submission: LocalSubmission) -> None:
    def attempt(asked: object, training: Training, number: int, generator: np.random.Generator) -> float:
        assert asked is submission
        return float(submission.double(0.3)) + number  # type: ignore[attr-defined]

    assert_reaches(submission, TRAINING, "accuracy", 0, attempt)
    with pytest.raises(CheckFailure, match="Measured 0"):
        assert_reaches(submission, TRAINING, "accuracy", 2, attempt)
    assert_reaches(submission, TRAINING, "accuracy", 2, attempt, higher_is_better=False)


@given(st.integers(1, 200), st.data())
def test_the_bound_is_the_rate_at_which_so_few_failures_are_a_one_in_twenty_event(n: int, data: st.DataObject) -> None:
    failures = data.draw(st.integers(0, n - 1))
    rate = largest_rate(failures, n)
    assert failures / n < rate < 1
    exact, p = Fraction(0), Fraction(rate)
    term = (1 - p) ** n
    for k in range(failures + 1):
        exact += term
        term = term * (n - k) / (k + 1) * p / (1 - p)
    assert float(exact) == pytest.approx(0.05, rel=1e-6)


def test_known_bounds() -> None:
    assert largest_rate(0, 100) == pytest.approx(1 - 0.05**0.01)  # no failure: the root of 1 - confidence
    assert largest_rate(5, 5) == 1.0
    assert after_repeats(0.5) == 0.5
    assert after_repeats(0.01) == pytest.approx(0.000298)


def test_a_model_whose_weights_did_not_come_along_is_said_to_be_too_large() -> None:
    size = 11_600_000
    layer = Layer("Dense", 4096, "relu", True, True, size, ())
    model = Model("Sequential", True, (784,), (10,), (layer,), False, "mse", False, "adam", 0.1, (), size, size)
    with pytest.raises(CheckFailure, match="too large") as raised:
        require_weights(model)
    assert raised.value.expected == "at most 8 million parameters in at most 200 layers"
    require_weights(replace(model, layers=(replace(layer, parameters=0),), parameters=0))  # not built yet


HISTORY = {"loss": [0.5, 0.25], "val_loss": [0.5, 0.5], "accuracy": [0.5, 1]}


@pytest.mark.parametrize(
    ("history", "name", "said"),
    [
        (Handle(1, "History"), "loss", "The function returned History, not a dict of lists."),
        (None, "loss", "The function returned None."),
        (
            HISTORY,
            "val_accuracy",
            "The history has the keys loss, val_loss, accuracy, and none of them is 'val_accuracy'.",
        ),
        (HISTORY, "accuracy", "A list of the history holds something else than Python floats."),
    ],
)
def test_what_is_wrong_with_a_history_is_named(history: object, name: str, said: str) -> None:
    with pytest.raises(CheckFailure) as raised:
        series(history, name, 2)
    assert raised.value.problem == said


def test_a_history_is_an_array_whose_losses_have_to_fall() -> None:
    require_falling(series(HISTORY, "loss", 2))
    with pytest.raises(CheckFailure, match=" after the first epoch, and "):
        require_falling(series(HISTORY, "val_loss", 2))
