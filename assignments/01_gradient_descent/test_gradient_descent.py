"""Public checks of gradient_descent.py: each docstring is a requirement. Grading runs more of the same kind."""

import numpy as np
from hypothesis import given, settings

from autograder.assertions import assert_close, assert_equal, assert_length, assert_shape, fail
from autograder.checks.decay import assert_rates_of_the_lecture
from autograder.checks.strategies import regressions, vectors
from autograder.plugin import question

LECTURE = np.array([1.0, 2.0, 3.0])  # the lecture's table uses it as x and as y
HOUSES = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])  # three rows, two features
PRICES = np.array([2.0, 1.0, 0.0])

# --- predict ---


@question("predict", points="1/2")
def test_predict_one_feature(submission):
    """predict([1, 2, 3], 2, 1) is [3, 5, 7]: w times x, plus b."""
    answer = submission.predict(LECTURE.copy(), 2.0, 1.0)
    assert_close(answer, [3.0, 5.0, 7.0], mistakes={"the bias b is not added": [2.0, 4.0, 6.0]})


@question("predict", points="1/4")
def test_predict_several_features(submission):
    """For x of shape (n, d) and w of shape (d,), predict returns one prediction per row: x @ w + b."""
    answer = submission.predict(HOUSES.copy(), np.array([1.0, -2.0]), 0.5)
    assert_close(answer, [-2.5, -4.5, -6.5], mistakes={"the bias b is not added": [-3.0, -5.0, -7.0]})


# --- mse ---


@question("mse", points="1/2")
def test_mse_of_a_perfect_fit(submission):
    """With x = y = [1, 2, 3], mse at w = 1 is 0, and at b = 1/2 it is 1/4."""
    assert_close(submission.mse(LECTURE.copy(), LECTURE.copy(), 1.0), 0.0, atol=1e-15)
    answer = submission.mse(LECTURE.copy(), LECTURE.copy(), 1.0, 0.5)
    assert_close(answer, 0.25, mistakes={"the bias b is ignored": 0.0, "the errors are summed, not averaged": 0.75})


@question("mse", points="1/2")
def test_mse_of_the_lecture_table(submission):
    """With x = y = [1, 2, 3], mse at w = 0 and at w = 2 is 14/3 = 4.67."""
    for w in (0.0, 2.0):
        mistakes = {"the errors are summed, not averaged": 14.0, "the sum is divided by 2n instead of n": 14 / 6}
        assert_close(submission.mse(LECTURE.copy(), LECTURE.copy(), w), 14 / 3, mistakes=mistakes)


@question("mse", points="1/2")
def test_mse_of_several_features(submission):
    """mse averages the squared errors over the rows, whatever the number of features."""
    # Predictions -2.5, -4.5, -6.5 minus 2, 1, 0: errors -4.5, -5.5, -6.5, whose squares add up to 92.75.
    answer = submission.mse(HOUSES.copy(), PRICES.copy(), np.array([1.0, -2.0]), 0.5)
    mistakes = {"the errors are summed, not averaged": 92.75, "the sum is divided by n * d instead of n": 92.75 / 6}
    assert_close(answer, 92.75 / 3, mistakes=mistakes)


# --- mse_gradient ---


def gradient_of(submission, *args):
    """The two parts of what mse_gradient returns."""
    answer = submission.mse_gradient(*args)
    assert_length(answer, 2, "The returned tuple (dw, db)", likely_cause="the function returns dw alone")
    return answer


@question("mse_gradient", points="1")
def test_mse_gradient_of_the_lecture_table(submission):
    """With x = y = [1, 2, 3] at w = 0, b = 0, the gradient is dw = -28/3 and db = -4."""
    dw, db = gradient_of(submission, LECTURE.copy(), LECTURE.copy(), 0.0)
    halved = "the factor 2 from differentiating the square is missing"
    summed = "the gradient is summed over the rows, not averaged"
    uphill = "the sign is wrong: the error is prediction minus target"
    assert_close(dw, -28 / 3, mistakes={halved: -14 / 3, summed: -28.0, uphill: 28 / 3})
    assert_close(db, -4.0, mistakes={halved: -2.0, summed: -12.0, uphill: 4.0, "the factor 2 is there twice": -8.0})


@question("mse_gradient", points="1")
def test_mse_gradient_of_several_features(submission):
    """For x of shape (n, d), dw has one value per feature: 2/n times the sum of error times feature."""
    # Errors -4.5, -5.5, -6.5. Times the first feature they add up to -53.5, times the second to -70.
    dw, db = gradient_of(submission, HOUSES.copy(), PRICES.copy(), np.array([1.0, -2.0]), 0.5)
    halved = "the factor 2 from differentiating the square is missing"
    summed = "the gradient is summed over the rows, not averaged"
    assert_close(dw, [-107 / 3, -140 / 3], mistakes={halved: [-53.5 / 3, -70 / 3], summed: [-107.0, -140.0]})
    assert_close(db, -11.0, mistakes={halved: -5.5, summed: -33.0, "the factor 2 is there twice": -22.0})


@question("mse_gradient", points="1/2")
@settings(max_examples=25)
@given(problem=regressions())
def test_mse_gradient_has_the_shape_of_w(submission, problem):
    """dw has the shape of w, and db is a single number."""
    x, y, w, b = problem
    dw, db = gradient_of(submission, x.copy(), y.copy(), np.copy(w) if np.ndim(w) else w, b)
    assert_shape(dw, np.shape(w))
    assert_shape(db, ())


@question("mse_gradient", points="1/2")
def test_mse_gradient_of_a_perfect_fit(submission):
    """Where the model fits every target exactly, both gradients are 0."""
    dw, db = gradient_of(submission, LECTURE.copy(), 2 * LECTURE + 1, 2.0, 1.0)
    assert_close(dw, 0.0, atol=1e-12)
    assert_close(db, 0.0, atol=1e-12)


# --- coordinate_step ---


def bowl(weights):
    """A loss with its lowest value at [3, -1]."""
    return (weights[0] - 3) ** 2 + 2 * (weights[1] + 1) ** 2


@question("coordinate_step", points="1/2")
def test_coordinate_step_raises_a_weight(submission):
    """Where raising the weight gives the lowest loss, coordinate_step raises it by step."""
    answer = submission.coordinate_step(bowl, np.array([1.0, 0.0]), 0, 0.5)
    assert_close(answer, [1.5, 0.0], mistakes={"the highest loss is kept instead of the lowest": [0.5, 0.0]})


@question("coordinate_step", points="1/2")
def test_coordinate_step_lowers_a_weight(submission):
    """Where lowering the weight gives the lowest loss, coordinate_step lowers it by step."""
    answer = submission.coordinate_step(bowl, np.array([1.0, 0.0]), 1, 0.5)
    assert_close(answer, [1.0, -0.5], mistakes={"lowering the weight is never tried": [1.0, 0.0]})


@question("coordinate_step", points="1/2")
def test_coordinate_step_keeps_the_best_weight(submission):
    """Where neither raising nor lowering gives a lower loss, coordinate_step returns the weights as they were."""
    answer = submission.coordinate_step(bowl, np.array([3.0, 0.0]), 0, 0.5)
    mistakes = {"the old value is not among the candidates": [3.5, 0.0]}
    assert_close(answer, [3.0, 0.0], mistakes=mistakes)
    # From 2.75, raising leads to 3.25, just as far from 3: an equal loss is not a lower one.
    answer = submission.coordinate_step(bowl, np.array([2.75, 0.0]), 0, 0.5)
    mistakes = {"a candidate with an equal loss replaces the old value": [3.25, 0.0]}
    assert_close(answer, [2.75, 0.0], mistakes=mistakes)


# --- numerical_gradient ---


@question("numerical_gradient", points="3/4")
def test_numerical_gradient_of_a_bowl(submission):
    """numerical_gradient of (w0 - 3)^2 + 2 (w1 + 1)^2 at [1, 0] is [-4, 4]."""
    # A quadratic has no error of order h^2. Rounding: losses of 6 to 2.2e-16, divided by 2h = 2e-5, is below 1e-9.
    assert_close(submission.numerical_gradient(bowl, np.array([1.0, 0.0])), [-4.0, 4.0], rtol=0, atol=1e-8)


@question("numerical_gradient", points="3/4")
def test_numerical_gradient_is_central(submission):
    """With h = 1/2, numerical_gradient of (w0 - 3)^2 + 2 (w1 + 1)^2 at [1, 0] is still exactly [-4, 4]."""
    # Central differences are exact for a parabola, whatever h is; one-sided ones are wrong by h times the curvature.
    answer = submission.numerical_gradient(bowl, np.array([1.0, 0.0]), h=0.5)
    mistakes = {
        "a forward difference is used, not a central one": [-3.5, 5.0],
        "a backward difference is used, not a central one": [-4.5, 3.0],
        "the difference is divided by h instead of 2h": [-8.0, 8.0],
    }
    assert_close(answer, [-4.0, 4.0], mistakes=mistakes)


# --- gradient_descent ---


def descend(submission, *args, **options):
    """The three parts of what gradient_descent returns."""
    answer = submission.gradient_descent(*args, **options)
    assert_length(answer, 3, "The returned tuple (w, b, history)")
    return answer


@question("gradient_descent", points="1")
def test_gradient_descent_takes_one_step(submission):
    """With x = y = [1, 2, 3], one step of learning rate 0.1 leads from w = 0, b = 0 to w = 0.9333 and b = 0.4."""
    w, b, _ = descend(submission, LECTURE.copy(), LECTURE.copy(), 0.0, 0.0, learning_rate=0.1, steps=1)
    halved = "the factor 2 of the gradient is missing"
    summed = "the gradient is summed over the rows, not averaged"
    uphill = "the step goes uphill: subtract the gradient"
    late = "the gradient of b is taken after w has moved; both gradients belong to the old w and b"
    assert_close(w, 2.8 / 3, mistakes={halved: 1.4 / 3, summed: 2.8, uphill: -2.8 / 3})
    mistakes = {halved: 0.2, summed: 1.2, uphill: -0.4, late: 0.4 * (1 - 2.8 / 3), "the gradient of b is doubled": 0.8}
    assert_close(b, 0.4, mistakes=mistakes)


@question("gradient_descent", points="1")
def test_gradient_descent_records_the_history(submission):
    """history holds steps + 1 losses: the first before any step, the last after the last step."""
    # Without a bias, the loss at w is 14/3 * (w - 1)^2: 14/3 at the start, where w = 0.
    options = {"learning_rate": 0.03, "fit_bias": False}
    expected = [14 / 3]
    for steps in (1, 2, 3):
        w, _, history = descend(submission, LECTURE.copy(), LECTURE.copy(), 0.0, 0.0, steps=steps, **options)
        expected.append(14 / 3 * (w - 1) ** 2)
    assert_length(history, 4, "history", likely_cause="history begins with the loss before the first step")
    for loss, right in zip(history, expected, strict=True):
        assert_close(loss, right, rtol=1e-9, likely_cause="history[t] is the loss after t steps")
    if not expected[3] < expected[2] < expected[1] < expected[0]:
        fail("The loss does not fall.", "a lower loss after every step")


@question("gradient_descent", points="1/2")
@settings(max_examples=10)
@given(line=vectors(2))
def test_gradient_descent_finds_the_line(submission, line):
    """After enough steps, gradient_descent has found the line on which the points lie."""
    x = np.array([-1.0, 0.0, 1.0])
    w, b, _ = descend(submission, x.copy(), line[0] * x + line[1], 0.0, 0.0, learning_rate=0.3, steps=150)
    # Each step leaves 0.6 of the distance in w and 0.4 of that in b. 150 are enough for half the gradient, too: 0.8^150
    # is below 1e-14.
    assert_close(w, line[0], rtol=0, atol=1e-9)
    assert_close(b, line[1], rtol=0, atol=1e-9)


@question("gradient_descent", points="1/2")
def test_gradient_descent_without_bias(submission):
    """With fit_bias=False, b stays what it was while w moves."""
    w, b, _ = descend(
        submission, LECTURE.copy(), 2 * LECTURE + 1, 0.0, 1.0, learning_rate=0.03, steps=200, fit_bias=False
    )
    assert_equal(b, 1.0, likely_cause="b is changed although fit_bias is False")
    # The distance of w to 2 shrinks to 0.72 in every step, with half the gradient to 0.86: 0.86^200 is below 1e-12.
    mistakes = {"b is left out of the predictions when fit_bias is False": 2 + 3 / 7}
    assert_close(w, 2.0, rtol=1e-9, mistakes=mistakes)


# --- decayed_learning_rate ---


@question("decayed_learning_rate", points="3/4")
def test_decayed_learning_rate_of_the_lecture(submission):
    """From 0.1, the rate after 0, 1000, ... 5000 iterations is 0.1, 0.0960, 0.0922, 0.0885, 0.0849, 0.0815."""
    assert_rates_of_the_lecture(submission)


# --- largest_stable_learning_rate ---


@question("largest_stable_learning_rate", points="3/4")
def test_largest_stable_learning_rate_without_bias(submission):
    """For x = [1, 2, 3] without a bias, the Hessian is 28/3, so the largest stable learning rate is 3/14."""
    mistakes = {
        "the Hessian lacks the factor 2": 6 / 14,
        "it is 2 / eigenvalue, not 1 / eigenvalue": 3 / 28,
        "the Hessian is not divided by n": 1 / 14,
        "a column of ones is added although fit_bias is False": 6 / (17 + np.sqrt(265)),
    }
    answer = submission.largest_stable_learning_rate(LECTURE.copy(), fit_bias=False)
    assert_close(answer, 3 / 14, rtol=1e-9, mistakes=mistakes)  # eigenvalues are computed by iteration


@question("largest_stable_learning_rate", points="3/4")
def test_largest_stable_learning_rate_with_bias(submission):
    """For x = [1, 2, 3] with a bias, the largest stable learning rate is 6 / (17 + sqrt(265)) = 0.1803."""
    mistakes = {
        "the column of ones for the bias is missing": 3 / 14,
        "the smallest eigenvalue is taken instead of the largest": 6 / (17 - np.sqrt(265)),
        "it is 2 / eigenvalue, not 1 / eigenvalue": 3 / (17 + np.sqrt(265)),
        "the Hessian lacks the factor 2": 12 / (17 + np.sqrt(265)),
        "this is the sum of the eigenvalues (the trace), not the largest": 3 / 17,
    }
    answer = submission.largest_stable_learning_rate(LECTURE.copy())
    assert_close(answer, 6 / (17 + np.sqrt(265)), rtol=1e-9, mistakes=mistakes)
