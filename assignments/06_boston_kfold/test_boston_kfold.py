"""Public checks of boston_kfold.py: each docstring is a requirement. Grading runs more of the same kind."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assertions import (
    assert_close,
    assert_dtype,
    assert_equal,
    assert_leaves_inputs_alone,
    assert_length,
    assert_raises,
    fail,
)
from autograder.checks.folds import (
    BATCH_SIZE,
    EPOCHS,
    SEED,
    K,
    X,
    Y,
    folds_of,
    predictions_in,
    regressor,
    require_shapes,
    run,
)
from autograder.checks.leakage import boston_error_without_leakage
from autograder.checks.strategies import fold_counts
from autograder.language import translate
from autograder.plugin import question
from autograder.training import assert_reaches

# The handout's example: five rows of two features, of which the second is the same in the first three rows.
TABLE = np.array([[1.0, 4.0], [2.0, 4.0], [6.0, 4.0], [4.0, 6.0], [0.0, 2.0]])
MEAN, STD = np.array([3.0, 4.0]), np.array([np.sqrt(14 / 3), 0.0])  # of the first three rows
few = settings(max_examples=25)

# --- k_fold_indices ---


@question("k_fold_indices", points=1)
def test_k_fold_indices_sizes_of_the_handout(submission):
    """Of 5 rows, 2 folds validate 3 and 2 in any order; of 10 rows, 3 folds validate 4, 3 and 3, and 5 folds 2 each."""
    for n, k, right in ((5, 2, [2, 3]), (10, 3, [3, 3, 4]), (10, 5, [2, 2, 2, 2, 2])):
        sizes = sorted(len(validation) for _, validation in folds_of(submission, n, k, 0))
        if sizes != right:
            cause = "parts of n // k rows leave the last n % k rows out" if sum(sizes) < n else None
            sentence = translate("The validation parts of {n} rows in {k} folds hold {sizes} rows.")
            fail(sentence.format(n=n, k=k, sizes=sizes), f"{right}", cause)


@question("k_fold_indices", points=1)
@few
@given(counts=fold_counts(even=True), seed=st.integers(0, 1000))
def test_k_fold_indices_hold_every_row_once(submission, counts, seed):
    """When k divides n, every row number from 0 to n - 1 is in exactly one validation part."""
    n, k = counts
    rows = np.concatenate([validation for _, validation in folds_of(submission, n, k, seed)])
    assert_equal(np.sort(rows), np.arange(n))


@question("k_fold_indices", points="1/2")
@few
@given(counts=fold_counts(even=True), seed=st.integers(0, 1000))
def test_k_fold_indices_keep_the_parts_apart(submission, counts, seed):
    """No row of a fold is both in train and in validation, and together they are n rows."""
    n, k = counts
    for train, validation in folds_of(submission, n, k, seed):
        if np.intersect1d(train, validation).size:
            fail("A row is both in train and in validation.", "train holds the rows that are not in validation")
        assert_equal(len(train) + len(validation), n)


@question("k_fold_indices", points="1/2")
def test_k_fold_indices_reject_impossible_folds(submission):
    """k_fold_indices raises ValueError, with n and k in the message, for k = 1 and for k above n."""
    for n, k in ((25, 1), (25, 37)):
        assert_raises(submission, ValueError, "k_fold_indices", n, k, 0, mentions=(str(n), str(k)))


# --- fit_normalizer ---


@question("fit_normalizer", points=1)
def test_fit_normalizer_of_the_handout(submission):
    """Of the first three rows of the handout, the means are 3 and 4, the standard deviations 2.160247 and 0."""
    answer = submission.fit_normalizer(TABLE[:3].copy())
    assert_length(answer, 2, "The returned tuple (mean, std)")
    mistakes = {"this is one number for all features": np.full(2, TABLE[:3].mean())}
    assert_close(answer[0], MEAN, mistakes=mistakes)
    mistakes = {
        "this divides by n - 1; np.std divides by n": [np.sqrt(7), 0],
        "this is the variance; the standard deviation is its square root": [14 / 3, 0],
        "this is one number for all features": np.full(2, TABLE[:3].std()),
    }
    assert_close(answer[1], STD, mistakes=mistakes)


@question("fit_normalizer", points="1/2")
def test_fit_normalizer_returns_float64(submission):
    """For integers, too, mean and std are float64 arrays with one number per feature."""
    answer = submission.fit_normalizer(np.array([[1, 2, 3], [2, 4, 6]]))
    assert_length(answer, 2, "The returned tuple (mean, std)")
    for part, right in zip(answer, ([1.5, 3.0, 4.5], [0.5, 1.0, 1.5]), strict=True):
        assert_dtype(part, np.float64)
        assert_close(part, right)


# --- normalize ---


@question("normalize", points="3/4")
def test_normalize_of_the_handout(submission):
    """With mean 3 and std 2.160247 of the training rows, 4 and 0 become 0.462910 and -1.388730."""
    right = np.array([[1.0], [-3.0]]) / np.sqrt(14 / 3)
    mistakes = {
        "these are the mean and std of x itself; the ones that are passed come from the training rows": [[1.0], [-1.0]],
        "the division by std is missing": [[1.0], [-3.0]],
        "the mean is not subtracted": np.array([[4.0], [0.0]]) / np.sqrt(14 / 3),
    }
    assert_close(submission.normalize(TABLE[3:, :1].copy(), MEAN[:1].copy(), STD[:1].copy()), right, mistakes=mistakes)


@question("normalize", points="3/4")
def test_normalize_of_a_constant_feature(submission):
    """A feature whose std is 0 becomes 0 in every row, also where its value is not the mean."""
    right = np.array([[1 / np.sqrt(14 / 3), 0.0], [-3 / np.sqrt(14 / 3), 0.0]])
    mistakes = {
        "divided by 1, the feature is not 0 in a row that differs from the mean": right + np.array([[0, 2], [0, -2]])
    }
    answer = submission.normalize(TABLE[3:].copy(), MEAN.copy(), STD.copy())
    assert_close(answer, right, mistakes=mistakes, likely_cause="x - mean divided by 0 is inf or NaN")


# --- build_regressor ---


@question("build_regressor", points="1/2")
def test_build_regressor_shapes(submission):
    """build_regressor(13) is a compiled Keras model from 13 features to one number."""
    require_shapes(submission, 13)


@question("build_regressor", points="1/2")
def test_build_regressor_has_a_linear_output(submission):
    """The last layer is a Dense layer with one node and no activation, so that it can put out any price."""
    model = regressor(submission)
    last = model.layers[-1] if model.layers else None
    if last is None or (last.kind, last.units, last.activation) != ("Dense", 1, "linear"):
        cause = "relu puts out nothing below 0, sigmoid and tanh nothing above 1; no activation puts out everything"
        fail("The last layer is not linear with one node.", "keras.layers.Dense(1)", cause)


@question("build_regressor", points="1/2")
def test_build_regressor_has_a_hidden_layer(submission):
    """Before the last layer there is a Dense layer with more than one node, and a nonlinear activation."""
    hidden = regressor(submission).layers[:-1]
    wide = any(layer.kind == "Dense" and (layer.units or 0) > 1 for layer in hidden)
    bent = any(layer.is_nonlinear for layer in hidden)
    if not (wide and bent):
        cause = "without a nonlinear activation, several layers together are no more than one linear layer"
        fail("There is no hidden layer with a nonlinear activation.", 'such as Dense(64, activation="relu")', cause)


@question("build_regressor", points="1/2")
def test_build_regressor_is_compiled_for_regression(submission):
    """The loss is the mean squared error, and the mean absolute error is among the metrics."""
    model = regressor(submission)
    if model.loss != "mean_squared_error" or "mean_absolute_error" not in model.metrics:
        sentence = translate("The loss is {loss}, the metrics are {metrics}.")
        metrics = ", ".join(model.metrics) or "none"
        fail(sentence.format(loss=model.loss, metrics=metrics), 'loss="mse", metrics=["mae"]')


# --- cross_validate ---


@question("cross_validate", points=1)
def test_cross_validate_returns_scores_and_predictions(submission):
    """For 13 rows and k = 3, scores are 3 and predictions 13 finite float64 numbers."""
    run(submission)


@question("cross_validate", points="3/2")
def test_cross_validate_scores_are_mean_absolute_errors(submission):
    """Each score is the mean of |y - prediction| over the validation rows of its fold."""
    scores, predictions = run(submission)
    folds = folds_of(submission, len(X), K, SEED)
    errors = [np.abs(Y[validation] - predictions[validation]) for _, validation in folds]
    right = np.array([each.mean() for each in errors])
    mistakes = {
        "these are squared errors; a score is the mean absolute error": [np.mean(each**2) for each in errors],
        "these are sums; a score is the mean over the fold": [each.sum() for each in errors],
        "the scores are in the reverse order of the folds": right[::-1],
    }
    cause = "predictions[i] belongs to row i of x; predictions one fold after the other are in another order"
    # Keras computes in float32, so its own mean_absolute_error is right to 6 digits.
    assert_close(scores, right, rtol=1e-5, mistakes=mistakes, likely_cause=cause)


@question("cross_validate", points=1)
def test_cross_validate_repeats_itself(submission):
    """The same arguments give the same scores and predictions again, to the last bit."""
    first = run(submission)
    again = submission.cross_validate(X.copy(), Y.copy(), K, EPOCHS, BATCH_SIZE, SEED)
    cause = "keras.utils.set_random_seed(seed) at the start of cross_validate is missing"
    for part, right in zip(predictions_in(again, Y, K), first, strict=True):
        assert_equal(part, right, likely_cause=cause)


@question("cross_validate", points="1/2")
def test_cross_validate_leaves_its_inputs_alone(submission):
    """cross_validate does not change x and y, and returns new arrays."""
    assert_leaves_inputs_alone(submission, "cross_validate", X[:6].copy(), Y[:6].copy(), 2, 1, 3, SEED)
    predictions_in(submission.calls[-1].returned, Y[:6], 2)


@question("cross_validate", points="1/2")
def test_cross_validate_rejects_other_targets(submission):
    """cross_validate raises ValueError, with both shapes in the message, when x and y differ in their rows."""
    args = X.copy(), Y[:11].copy(), K, EPOCHS, BATCH_SIZE, SEED
    assert_raises(submission, ValueError, "cross_validate", *args, mentions=("(13, 3)", "(11,)"))


# --- error ---


@question("error", points=2)
def test_error_first_band(submission, training):
    """On Boston housing, four folds reach a mean absolute error well below that of always naming the mean price."""
    assert_reaches(submission, training, "error", 0, boston_error_without_leakage, higher_is_better=False)
