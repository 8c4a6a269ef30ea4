"""Hidden checks of boston_kfold.py.

A model is trained for every fold, half a second each, so whatever several checks can share is computed once (`run`),
on tables of 6 or 13 rows. Which rows a fold holds is asked of the submission's own k_fold_indices: a mistake there
costs its own points.

Leakage is told from outside. The models that predict a fold may know nothing of its rows, so when one of these rows is
given another price, or other features, whatever else is predicted in this fold stays the same to the last bit.
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
    assert_no_warnings,
    assert_raises,
    assert_shape,
    fail,
)
from autograder.checks import oracles
from autograder.checks.arguments import Array, awkward
from autograder.checks.folds import (
    SEED,
    Fold,
    K,
    X,
    Y,
    folds_of,
    predictions_in,
    regressor,
    require_shapes,
    run,
)
from autograder.checks.keras_models import require_weights
from autograder.checks.leakage import boston_error_without_leakage
from autograder.checks.strategies import fold_counts, standardisations, tables
from autograder.language import translate
from autograder.plugin import question
from autograder.submission import Submission
from autograder.training import Training, assert_reaches

ROUNDING = 1e-12  # sums and differences of a few numbers below 10
few = settings(max_examples=25)  # wrong folds and wrong formulas are wrong for nearly every input

Standardisation = tuple[Array, Array, Array]

# --- k_fold_indices ---


def validated(folds: list[Fold]) -> Array:
    """The validation rows of all folds, one fold after the other."""
    return np.concatenate([validation for _, validation in folds])


@question("k_fold_indices", points="5/4")
@few
@given(counts=fold_counts(even=False), seed=st.integers(0, 1000))
def test_k_fold_indices_validate_every_row_once(submission: Submission, counts: tuple[int, int], seed: int) -> None:
    """When k does not divide n, every row is still in exactly one validation part."""
    n, k = counts
    rows = np.sort(validated(folds_of(submission, n, k, seed)))
    cause = "parts of n // k rows leave the last n % k rows out" if len(rows) < n else None
    assert_equal(rows, np.arange(n), likely_cause=cause)


@question("k_fold_indices", points="3/4")
@few
@given(counts=fold_counts(), seed=st.integers(0, 1000))
def test_k_fold_indices_sizes(submission: Submission, counts: tuple[int, int], seed: int) -> None:
    """The sizes of the validation parts differ by at most 1, and together they are n."""
    n, k = counts
    sizes = sorted(len(validation) for _, validation in folds_of(submission, n, k, seed))
    right = [n // k] * (k - n % k) + [n // k + 1] * (n % k)
    cause = "the rows that are left over are dealt one to a fold, not all to the last one"
    assert_equal(np.array(sizes), np.array(right), likely_cause=cause)


@question("k_fold_indices", points="3/4")
@few
@given(counts=fold_counts(), seed=st.integers(0, 1000))
def test_k_fold_indices_train_on_all_others(submission: Submission, counts: tuple[int, int], seed: int) -> None:
    """In every fold, train holds exactly the rows that are not in validation, each once."""
    n, k = counts
    for train, validation in folds_of(submission, n, k, seed):
        assert_equal(np.sort(train), np.setdiff1d(np.arange(n), validation))


@question("k_fold_indices", points="1/2")
@settings(max_examples=5)
@given(seed=st.integers(0, 10**6))
def test_k_fold_indices_shuffle(submission: Submission, seed: int) -> None:
    """The rows are shuffled before they are dealt: no validation part of 20 of 60 rows is a block, or every third."""
    for _, validation in folds_of(submission, 60, 3, seed):
        # For a shuffle to deal evenly spaced rows by chance has a probability below 1e-13.
        if len(validation) > 1 and len(set(np.diff(np.sort(validation)))) == 1:
            cause = "the rows are dealt in their order, so a table sorted by price would give folds of unlike prices"
            fail("The validation part holds evenly spaced rows.", "rows in no order", cause)


@question("k_fold_indices", points="1/2")
@few
@given(seed=st.integers(0, 10**6))
def test_k_fold_indices_depend_on_the_seed(submission: Submission, seed: int) -> None:
    """The same seed gives the same folds again, another seed puts other rows together."""
    first, again, other = (folds_of(submission, 30, 3, each) for each in (seed, seed, seed + 1))
    for fold, same in zip(first, again, strict=True):
        for rows, expected in zip(fold, same, strict=True):
            assert_equal(rows, expected, likely_cause="the generator is not made from the seed")
    if {frozenset(v.tolist()) for _, v in first} == {frozenset(v.tolist()) for _, v in other}:
        fail("Two seeds give the same folds.", "other folds for another seed", "the seed is not used")


@question("k_fold_indices", points="1/4")
@few
@given(n=st.integers(2, 9), seed=st.integers(0, 1000))
def test_k_fold_indices_leave_one_out(submission: Submission, n: int, seed: int) -> None:
    """With k = n, every validation part is a single row, and every row is one."""
    folds = folds_of(submission, n, n, seed)
    for _, validation in folds:
        assert_shape(validation, (1,))
    assert_equal(np.sort(validated(folds)), np.arange(n))


@question("k_fold_indices", points="1/4")
@few
@given(counts=fold_counts())
def test_k_fold_indices_are_int64(submission: Submission, counts: tuple[int, int]) -> None:
    """All index arrays have dtype int64."""
    for fold in folds_of(submission, *counts, 1):
        for rows in fold:
            assert_dtype(rows, np.int64)


@question("k_fold_indices", points="1/4")
@few
@given(n=st.integers(20, 29), k=st.sampled_from([-3, 0, 1, 31, 47]))
def test_k_fold_indices_reject_impossible_folds(submission: Submission, n: int, k: int) -> None:
    """k_fold_indices raises ValueError, with n and k in the message, when k is below 2 or above n."""
    assert_raises(submission, ValueError, "k_fold_indices", n, k, 0, mentions=(str(n), str(k)))


@question("k_fold_indices", points="1/4")
def test_k_fold_indices_reject_one_fold_too_many(submission: Submission) -> None:
    """k = n + 1 raises ValueError; k = 2 and k = n, the first and the last that are allowed, do not."""
    assert_raises(submission, ValueError, "k_fold_indices", 6, 7, 0, mentions=("6", "7"))
    for k in (2, 6):
        folds_of(submission, 6, k, 0)


@question("k_fold_indices", points="1/4")
def test_k_fold_indices_leave_global_rng_alone(submission: Submission) -> None:
    """k_fold_indices draws from np.random.default_rng(seed) alone: NumPy's global random numbers are left alone."""
    assert_leaves_global_rng_alone(submission, "k_fold_indices", 9, 2, 5)
    folds_of(submission, 9, 2, 5)


# --- fit_normalizer ---


def statistics_of(submission: Submission, x: Array) -> tuple[Any, Any]:
    """The two parts of what fit_normalizer returns, with their shapes checked."""
    answer: Any = submission.fit_normalizer(x)
    assert_length(answer, 2, "The returned tuple (mean, std)")
    for part in answer:
        assert_shape(part, (x.shape[1],))
    return answer[0], answer[1]


@question("fit_normalizer", points=1)
@few
@given(x=tables(min_rows=2))
def test_fit_normalizer_follows_the_formula(submission: Submission, x: Array) -> None:
    """Mean and std are those of every feature over the rows, for any table; std divides by n."""
    mean, std = statistics_of(submission, x.copy())
    right = oracles.feature_statistics(x)
    assert_close(mean, right[0], rtol=1e-9, atol=ROUNDING)
    mistakes = {
        "this divides by n - 1; np.std divides by n": x.std(axis=0, ddof=1),
        "this is the variance; the standard deviation is its square root": right[1] ** 2,
        "this is one number for all features": np.full(x.shape[1], x.std()),
    }
    assert_close(std, right[1], rtol=1e-9, atol=ROUNDING, mistakes=mistakes)


@question("fit_normalizer", points="1/4")
@few
@given(x=tables(max_rows=1))
def test_fit_normalizer_of_one_row(submission: Submission, x: Array) -> None:
    """Of a single row, the mean is the row itself and std is 0."""
    mean, std = statistics_of(submission, x.copy())
    assert_close(mean, x[0])
    assert_close(std, np.zeros(x.shape[1]), likely_cause="np.std divides by n, here by 1; dividing by n - 1 gives NaN")


@question("fit_normalizer", points="1/2")
@few
@given(x=tables())
def test_fit_normalizer_of_other_dtypes(submission: Submission, x: Array) -> None:
    """Integers and float32 are treated as float64: mean and std are float64 and right to 9 digits."""
    whole = np.round(x).astype(np.int64)
    for table in (whole, x.astype(np.float32)):
        answer = statistics_of(submission, table)
        right = oracles.feature_statistics(table.astype(np.float64))
        for part, expected in zip(answer, right, strict=True):
            assert_dtype(part, np.float64)
            assert_close(part, expected, rtol=1e-9, atol=ROUNDING)


@question("fit_normalizer", points="1/2")
def test_fit_normalizer_rejects_other_shapes(submission: Submission) -> None:
    """fit_normalizer raises ValueError, with the shape in the message, for one axis, three axes, or no row."""
    for shape in ((4,), (2, 3, 1), (0, 3)):
        assert_raises(submission, ValueError, "fit_normalizer", np.ones(shape), mentions=(str(shape),))


@question("fit_normalizer", points="1/4")
@few
@given(x=tables())
def test_fit_normalizer_leaves_its_input_alone(submission: Submission, x: Array) -> None:
    """fit_normalizer does not change x, and takes a read-only array and a slice with a stride."""
    assert_leaves_inputs_alone(submission, "fit_normalizer", x.copy())
    plain = statistics_of(submission, x.copy())
    for part, right in zip(statistics_of(submission, *awkward(x)), plain, strict=True):
        assert_close(part, right, rtol=1e-9, atol=ROUNDING)


# --- normalize ---


def normalized(submission: Submission, x: Array, mean: Array, std: Array) -> Any:
    """What normalize returns, with its shape checked."""
    answer: Any = submission.normalize(x, mean, std)
    assert_shape(answer, x.shape)
    return answer


@question("normalize", points=1)
@few
@given(numbers=standardisations())
def test_normalize_follows_the_formula(submission: Submission, numbers: Standardisation) -> None:
    """The result is (x - mean) / std with the mean and std that are passed, for any rows."""
    x, mean, std = numbers
    own = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    mistakes = {
        "these are the mean and std of x itself; the ones that are passed come from the training rows": (
            (x - x.mean(axis=0)) / own
        ),
        "the division by std is missing": x - mean,
        "the mean is not subtracted": x / std,
        "something is added to std; only a feature with std 0 needs a case of its own": (x - mean) / (std + 1e-7),
    }
    right = oracles.normalized(x, mean, std)
    assert_close(normalized(submission, x.copy(), mean.copy(), std.copy()), right, atol=ROUNDING, mistakes=mistakes)


@question("normalize", points="1/2")
@few
@given(numbers=standardisations(), column=st.integers(0, 2))
def test_normalize_constant_features_are_0(submission: Submission, numbers: Standardisation, column: int) -> None:
    """A feature whose std is 0 becomes 0 in every row, also where its value is not the mean."""
    x, mean, std = numbers
    std[column % len(std)] = 0.0
    right = oracles.normalized(x, mean, std)
    cause = "x - mean divided by 0 is inf or NaN, and divided by 1 it is not 0 in a row that differs from the mean"
    assert_close(normalized(submission, x.copy(), mean.copy(), std.copy()), right, atol=ROUNDING, likely_cause=cause)


@question("normalize", points="1/4")
@few
@given(numbers=standardisations())
def test_normalize_does_not_warn(submission: Submission, numbers: Standardisation) -> None:
    """A feature whose std is 0 causes no warning of a division by zero; the others are right."""
    x, mean, std = numbers
    std[-1] = 0.0
    assert_no_warnings(submission, "normalize", x.copy(), mean.copy(), std.copy())
    right = oracles.normalized(x, mean, std)
    answer = normalized(submission, x.copy(), mean.copy(), std.copy())
    assert_close(answer[:, :-1], right[:, :-1], atol=ROUNDING)


@question("normalize", points="1/4")
@few
@given(x=tables())
def test_normalize_of_other_dtypes(submission: Submission, x: Array) -> None:
    """normalize returns float64, with the right values, for integer x, and for x, mean and std of float32."""
    whole = np.round(x).astype(np.int64)
    mean, std = np.full(x.shape[1], 0.25), np.full(x.shape[1], 0.75)
    right = oracles.normalized(whole.astype(np.float64), mean, std)
    answer = normalized(submission, whole, mean.copy(), std.copy())
    assert_dtype(answer, np.float64)
    assert_close(answer, right, atol=ROUNDING)
    answer = normalized(submission, *(each.astype(np.float32) for each in (whole, mean, std)))
    cause = "an operation between arrays of float32 gives float32; begin with np.asarray(x, np.float64)"
    assert_dtype(answer, np.float64, likely_cause=cause)
    assert_close(answer, right, rtol=1e-6, atol=1e-6)  # rounded on the way, perhaps


@question("normalize", points="1/4")
def test_normalize_by_a_small_std(submission: Submission) -> None:
    """A std of 1e-9 is small, but not 0: the feature is divided by it like any other."""
    x = np.array([[3e-9, 1.0], [-1e-9, 2.0], [0.0, 4.0]])
    mean, std = np.array([1e-9, 2.0]), np.array([1e-9, 0.5])
    answer = normalized(submission, x.copy(), mean.copy(), std.copy())
    cause = "only a std of exactly 0 is a case of its own, and nothing is added to std"
    assert_close(answer, oracles.normalized(x, mean, std), rtol=1e-9, likely_cause=cause)


@question("normalize", points="1/4")
@few
@given(numbers=standardisations())
def test_normalize_leaves_its_inputs_alone(submission: Submission, numbers: Standardisation) -> None:
    """normalize changes neither x nor mean nor std, returns a new array, and takes read-only ones and slices."""
    x, mean, std = numbers
    std[0] = 0.0
    assert_leaves_inputs_alone(submission, "normalize", x.copy(), mean.copy(), std.copy())
    plain = normalized(submission, x.copy(), mean.copy(), std.copy())
    assert_close(normalized(submission, *awkward(x, mean, std)), plain, atol=ROUNDING)


# --- build_regressor ---


@question("build_regressor", points="3/4")
def test_build_regressor_for_any_number_of_features(submission: Submission) -> None:
    """For 1, 4 and 30 features, the input has that many numbers and the output one."""
    for n_features in (1, 4, 30):
        require_shapes(submission, n_features)


@question("build_regressor", points="3/4")
def test_build_regressor_is_not_linear(submission: Submission) -> None:
    """The output is no linear function of the features: there is a hidden layer with a nonlinear activation."""
    model = regressor(submission, 4)
    cause = "without a nonlinear activation, several layers together are no more than one linear layer"
    if not any(layer.is_nonlinear for layer in model.layers[:-1]):
        fail("No hidden layer has a nonlinear activation.", 'such as activation="relu"', cause)
    if model.is_dense:
        a, b = np.random.default_rng(1).normal(size=(2, 50, 4))
        try:
            bend = model.forward(a + b) - model.forward(a) - model.forward(b) + model.forward(0 * a)
        except ValueError:
            fail("The shapes of the model's weights do not fit each other.", "a model of 4 features")
        if not (np.abs(bend) > 1e-4).any():  # 0 for a linear model, up to 1e-6 with weights of float32
            fail("The model computes a linear function.", "a nonlinear function", cause)


@question("build_regressor", points="1/2")
def test_build_regressor_trains_all_layers(submission: Submission) -> None:
    """All layers are trainable, and the hidden ones have weights of their own."""
    model = regressor(submission)
    if not all(layer.trainable for layer in model.layers):
        fail("A layer is frozen.", "layers that are trained", "layer.trainable = False")
    if model.trainable_parameters <= 14:
        fail("The model has no more parameters than a linear one.", "a hidden layer with weights of its own")


@question("build_regressor", points=1)
def test_build_regressor_makes_new_models(submission: Submission) -> None:
    """Every call returns another model with a start of its own, as the seed of Keras wants it."""
    weights = []
    for seed in (1, 2, 1):
        submission.models.seed(seed)
        model = regressor(submission, 5)
        require_weights(model)
        if not model.weights:
            cause = "begin with keras.Input((n_features,))"
            fail("The model does not know its input yet.", "weights drawn at random", cause)
        weights.append(model.weights)
    first, other, again = ([each for each in model if each.any()] for model in weights)
    if not first:
        fail("The model's weights are all 0.", "weights drawn at random")
    if len(first) == len(other) and all(map(np.array_equal, first, other)):
        cause = "the model is kept between calls, or its start does not depend on Keras's seed"
        fail("Two models from different seeds start with the same weights.", "a start of its own", cause)
    if len(first) != len(again) or not all(map(np.array_equal, first, again)):
        cause = "the second model goes on from the first, or draws its start from another generator"
        fail("After the same seed, a new model starts with other weights.", "the same start", cause)


# --- cross_validate ---

# For checks that need a call of their own.
SMALL_X, SMALL_Y = np.round(X[:6] * 8) / 8, np.round(Y[:6])
SMALL = {"k": 2, "epochs": 1, "batch_size": 2, "seed": 3}


def with_another(array: Array, rows: Any, change: Any) -> Array:
    """A copy of `array` in which `change` is added to one row or to several."""
    other = array.copy()
    other[rows] += change
    return other


def after_another_price(submission: Submission) -> tuple[list[Fold], Array]:
    """The folds, and which predictions change when a row of the last fold costs 6 more.

    The last fold, because there a model that is carried from fold to fold has already seen the row.
    """
    folds = folds_of(submission, len(X), K, SEED)
    if not len(folds[-1][1]):
        fail("The last fold has no validation rows.", "at least one row")
    before = run(submission)[1]
    after = run(submission, y=with_another(Y, int(folds[-1][1][0]), 6.0))[1]
    return folds, before != after


def after_other_features(submission: Submission) -> tuple[int, Array, Array]:
    """One row of the first fold, the others of that fold, and which predictions change with this row's features.

    The first fold, because there a model that is carried from fold to fold has not seen the row yet.
    """
    folds = folds_of(submission, len(X), K, SEED)
    if not len(folds[0][1]):
        fail("The first fold has no validation rows.", "at least one row")
    row, others = int(folds[0][1][0]), folds[0][1][1:]
    before = run(submission)[1]
    after = run(submission, x=with_another(X, row, [1.5, 15.0, 0.15]))[1]
    return row, others, before != after


@question("cross_validate", points="3/2")
def test_cross_validate_learns_nothing_from_the_fold_it_predicts(submission: Submission) -> None:
    """When one row's price changes, the predictions of its own fold stay the same to the last bit."""
    folds, changed = after_another_price(submission)
    count = int(changed[folds[-1][1]].sum())
    if count:
        sentence = translate("A price changed, and with it {count} of {size} predictions of its own fold.")
        cause = (
            "the model has been trained on the rows that it predicts: it is carried from fold to fold, was fitted on "
            "all rows, or the targets were passed on"
        )
        fail(
            sentence.format(count=count, size=len(folds[-1][1])),
            "predictions that do not depend on the prices of their own fold",
            cause,
        )


@question("cross_validate", points="1/2")
def test_cross_validate_does_not_watch_the_fold_it_predicts(submission: Submission) -> None:
    """Over 12 epochs, prices that grow ever worse for a fold's model leave its predictions the same to the last bit."""
    validation = folds_of(submission, len(SMALL_X), SMALL["k"], SMALL["seed"])[0][1]
    options = {**SMALL, "epochs": 12}
    before = run(submission, SMALL_X, SMALL_Y, **options)[1]
    after = run(submission, SMALL_X, with_another(SMALL_Y, validation, -1000.0), **options)[1]
    count = int((before != after)[validation].sum())
    if count:
        sentence = translate("The prices of a fold changed, and with them {count} of {size} predictions of this fold.")
        cause = "training is stopped, or an epoch chosen, by the error on the fold that is predicted"
        fail(
            sentence.format(count=count, size=len(validation)),
            "predictions that do not depend on the prices of their own fold",
            cause,
        )


@question("cross_validate", points="1/2")
def test_cross_validate_learns_from_all_other_folds(submission: Submission) -> None:
    """When one row's price changes, predictions of every other fold change, for it is among their training rows."""
    folds, changed = after_another_price(submission)
    for number, (_, validation) in enumerate(folds[:-1]):
        if not changed[validation].any():
            sentence = translate("A price in the last fold changed, and no prediction of fold {number} did.")
            cause = "a fold's model is trained on all rows outside that fold"
            fail(sentence.format(number=number), "predictions that depend on the prices of all other folds", cause)


@question("cross_validate", points="3/2")
def test_cross_validate_normalizes_with_training_rows(submission: Submission) -> None:
    """When one row's features change, the predictions of the other rows of its fold stay the same to the last bit."""
    _, others, changed = after_other_features(submission)
    count = int(changed[others].sum())
    if count:
        sentence = translate("A row's features changed, and with them {count} of {size} other predictions of its fold.")
        cause = (
            "mean and std are computed from all rows, or from the validation rows; they come from the training rows "
            "of the fold alone"
        )
        fail(
            sentence.format(count=count, size=len(others)),
            "predictions that do not depend on other rows of their fold",
            cause,
        )


@question("cross_validate", points="1/2")
def test_cross_validate_normalizes_large_features(submission: Submission) -> None:
    """When 2,097,152 is added to a feature in all rows, the predictions stay the same to 3 digits."""
    right = run(submission, SMALL_X, SMALL_Y, **SMALL)[1]
    # There, float32 has steps of 1/4; in float64 the feature, multiples of 1/8, is as exact as before.
    moved = run(submission, SMALL_X + np.array([2.0**21, 0.0, 0.0]), SMALL_Y, **SMALL)[1]
    cause = "the features are not normalised, or are cut to float32 before their mean is subtracted"
    assert_close(moved, right, rtol=1e-3, atol=1e-3, likely_cause=cause)


@question("cross_validate", points="1/2")
def test_cross_validate_predicts_each_row_in_its_place(submission: Submission) -> None:
    """When one row's features change, the prediction of this very row changes."""
    row, _, changed = after_other_features(submission)
    if not changed[row]:
        sentence = translate("The features of row {row} changed, and predictions[{row}] did not.").format(row=row)
        cause = "predictions[i] belongs to row i of x; predictions one fold after the other are in another order"
        fail(sentence, "a prediction made from the features of its row", cause)


@question("cross_validate", points="1/2")
def test_cross_validate_leave_one_out(submission: Submission) -> None:
    """With k = n, scores[i] is the error of the one row in fold i: |y - prediction|, above the price and below it."""
    x, y, n = X[:3], Y[:3] * [1, -1, 1], 3
    scores, predictions = run(submission, x, y, k=n, epochs=1)
    folds = folds_of(submission, n, n, SEED)
    right = [np.mean(np.abs(y[validation] - predictions[validation])) for _, validation in folds]
    mistakes = {"these are squared errors; a score is the mean absolute error": np.square(right)}
    assert_close(scores, np.array(right), rtol=1e-5, mistakes=mistakes)  # Keras computes them in float32


@question("cross_validate", points="1/2")
def test_cross_validate_learns_what_it_predicts(submission: Submission) -> None:
    """After 120 steps, prices of unseen rows that rise and fall with both features are predicted to rise and fall."""
    x = np.random.default_rng(7).permutation(np.linspace(-3, 3, 24))
    y = 10 * x
    predictions = run(submission, np.column_stack([x, 50 + 5 * x]), y, k=2, epochs=10, batch_size=1)[1]
    # Models of `make calibrate` gave 0.97 and more; trained with the features of other rows, or with -x, about 0 or -1.
    if not np.corrcoef(predictions, y)[0, 1] > 0.5:
        cause = "training and validation rows are not normalised in the same way, or x and y do not go together in fit"
        fail("Predictions do not rise with the prices.", "predictions by a model that learns", cause)


@question("cross_validate", points="1/2")
def test_cross_validate_depends_on_the_seed(submission: Submission) -> None:
    """Another seed gives other predictions."""
    one = run(submission, SMALL_X, SMALL_Y, **SMALL)[1]
    other = run(submission, SMALL_X, SMALL_Y, **{**SMALL, "seed": 4})[1]
    if np.array_equal(one, other):
        fail("Two seeds give the same predictions.", "other folds and another start", "the seed is not used")


@question("cross_validate", points="1/2")
def test_cross_validate_trains_as_long_as_it_is_told(submission: Submission) -> None:
    """More epochs give other predictions, and so do other batches."""
    one = run(submission, SMALL_X, SMALL_Y, **SMALL)[1]
    for name, value in (("epochs", 2), ("batch_size", 3)):
        other = run(submission, SMALL_X, SMALL_Y, **{**SMALL, name: value})[1]
        if np.array_equal(one, other):
            sentence = translate("Another value of {name} gives the same predictions.").format(name=name)
            fail(sentence, "epochs and batch_size handed to fit")


@question("cross_validate", points="1/2")
def test_cross_validate_of_integers(submission: Submission) -> None:
    """With integer x and y, cross_validate gives what it gives for the equal floats."""
    x = np.round(X[:6] * [8, 1, 8])
    options = {**SMALL, "seed": 5}
    whole = run(submission, x.astype(np.int64), SMALL_Y.astype(np.int64), **options)
    for part, right in zip(whole, run(submission, x, SMALL_Y, **options), strict=True):
        assert_close(part, right, rtol=1e-5, likely_cause="an array of integers cuts off every fraction")


@question("cross_validate", points="1/2")
def test_cross_validate_takes_read_only_slices(submission: Submission) -> None:
    """cross_validate takes read-only arrays and slices with a stride, and gives the same for them."""
    right = run(submission, SMALL_X, SMALL_Y, **SMALL)
    answer: Any = submission.cross_validate(*awkward(SMALL_X, SMALL_Y), *SMALL.values())
    cause = "an in-place operation such as `x -= mean` works on the caller's array"
    for part, expected in zip(predictions_in(answer, SMALL_Y, SMALL["k"]), right, strict=True):
        assert_close(part, expected, likely_cause=cause)


@question("cross_validate", points="1/2")
def test_cross_validate_rejects_longer_targets(submission: Submission) -> None:
    """cross_validate raises ValueError, with both shapes in the message, when y has more rows than x, or fewer."""
    for rows in (7, 12):
        args = X[:9].copy(), np.ones(rows), 2, 1, 4, 0
        assert_raises(submission, ValueError, "cross_validate", *args, mentions=("(9, 3)", f"({rows},)"))


# --- error ---


@question("error", points=2)
def test_error_second_band(submission: Submission, training: Training) -> None:
    """On Boston housing, four folds reach the second threshold of the mean absolute error."""
    assert_reaches(submission, training, "error", 1, boston_error_without_leakage, higher_is_better=False)


@question("error", points=2)
def test_error_third_band(submission: Submission, training: Training) -> None:
    """On Boston housing, four folds reach the third threshold of the mean absolute error."""
    assert_reaches(submission, training, "error", 2, boston_error_without_leakage, higher_is_better=False)
