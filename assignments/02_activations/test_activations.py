"""Public checks of activations.py: each docstring is a requirement. Grading runs more of the same kind."""

import numpy as np
from hypothesis import given, settings

from autograder.assertions import assert_between, assert_close, assert_shape
from autograder.checks.causes import NO_ALPHA, OUTPUT
from autograder.checks.strategies import pre_activations
from autograder.plugin import question

# Of numbers below 10, a few roundings of 2.2e-16 each are at most 1e-14; any other formula is off by far more.
ROUNDING = 1e-13
X = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
few = settings(max_examples=25)  # wrong formulas are wrong for nearly every input

SWAPPED = "the two sides of 0 are swapped"

# --- sigmoid ---


@question("sigmoid", points=1)
def test_sigmoid_at_known_points(submission):
    """sigmoid is 1/2 at 0, 0.7310585786300049 at 1, 0.8807970779778823 at 2, and what is missing to 1 at -1 and -2."""
    right = np.array([0.11920292202211755, 0.2689414213699951, 0.5, 0.7310585786300049, 0.8807970779778823])
    mistakes = {"the sign of the exponent is wrong: it is exp(-x)": right[::-1]}
    assert_close(submission.sigmoid(X.copy()), right, mistakes=mistakes)


@question("sigmoid", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_sigmoid_is_symmetric(submission, x):
    """sigmoid(-x) equals 1 - sigmoid(x)."""
    right, left = submission.sigmoid(x.copy()), submission.sigmoid(-x)
    assert_shape(right, x.shape)
    assert_close(left, 1 - right, atol=ROUNDING)


@question("sigmoid", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_sigmoid_lies_between_0_and_1(submission, x):
    """sigmoid lies between 0 and 1, and between 1/2 and 1 where x is positive."""
    answer = submission.sigmoid(x.copy())
    assert_shape(answer, x.shape)
    assert_between(answer, 0, 1)
    assert_between(answer[x > 0], 0.5, 1)


# --- sigmoid_derivative ---


@question("sigmoid_derivative", points=1)
def test_sigmoid_derivative_at_known_points(submission):
    """The derivative is 1/4 at x = 0, 0.19661193324148188 at -1 and 1, and 0.1049935854035065 at -2 and 2."""
    right = np.array([0.1049935854035065, 0.19661193324148188, 0.25, 0.19661193324148188, 0.1049935854035065])
    mistakes = {OUTPUT: X * (1 - X), "this is sigmoid itself": [0.11920292, 0.26894142, 0.5, 0.73105858, 0.88079708]}
    assert_close(submission.sigmoid_derivative(X.copy()), right, mistakes=mistakes)


@question("sigmoid_derivative", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_sigmoid_derivative_is_even(submission, x):
    """The derivative is the same at x and at -x."""
    right, left = submission.sigmoid_derivative(x.copy()), submission.sigmoid_derivative(-x)
    assert_shape(right, x.shape)
    assert_close(left, right, atol=ROUNDING, likely_cause=OUTPUT)


@question("sigmoid_derivative", points="1/2")
@few
@given(x=pre_activations(-30, 30))
def test_sigmoid_derivative_is_greatest_at_0(submission, x):
    """The derivative is never above 1/4, its value at x = 0."""
    assert_close(submission.sigmoid_derivative(np.zeros(1)), [0.25], mistakes={OUTPUT: [0.0]})
    answer = submission.sigmoid_derivative(x.copy())
    assert_shape(answer, x.shape)
    assert_between(answer, -np.inf, 0.25 + ROUNDING)


# --- relu ---


@question("relu", points=1)
def test_relu_at_known_points(submission):
    """relu([-2, -1, 0, 1, 2]) is [0, 0, 0, 1, 2]."""
    mistakes = {"this is the absolute value": np.abs(X), "this is x itself": X, SWAPPED: np.minimum(X, 0)}
    assert_close(submission.relu(X.copy()), [0.0, 0.0, 0.0, 1.0, 2.0], mistakes=mistakes)


@question("relu", points="1/2")
@few
@given(x=pre_activations())
def test_relu_scales_with_x(submission, x):
    """relu(4 * x) is 4 * relu(x)."""
    once = submission.relu(x.copy())
    assert_shape(once, x.shape)
    assert_close(submission.relu(4 * x), 4 * once)


@question("relu", points="1/2")
@few
@given(x=pre_activations())
def test_relu_splits_x_into_two_parts(submission, x):
    """relu(x) - relu(-x) is x."""
    positive, negative = submission.relu(x.copy()), submission.relu(-x)
    assert_shape(positive, x.shape)
    assert_shape(negative, x.shape)
    assert_close(positive - negative, x)


# --- relu_derivative ---


@question("relu_derivative", points=1)
def test_relu_derivative_at_known_points(submission):
    """The derivative is 0 at x = -2 and -1, and 1 at x = 1 and 2."""
    mistakes = {"this is relu itself": [0.0, 0.0, 1.0, 2.0], SWAPPED: [1.0, 1.0, 0.0, 0.0]}
    assert_close(submission.relu_derivative(X[X != 0]), [0.0, 0.0, 1.0, 1.0], mistakes=mistakes)


@question("relu_derivative", points="1/2")
def test_relu_derivative_at_the_kink(submission):
    """At x = 0.0 and x = -0.0 the derivative is 0, by convention."""
    mistakes = {"the comparison includes 0: use x > 0": [1.0, 1.0], "the mean of both sides is taken at 0": [0.5, 0.5]}
    assert_close(submission.relu_derivative(np.array([0.0, -0.0])), [0.0, 0.0], mistakes=mistakes)


@question("relu_derivative", points="1/2")
@few
@given(x=pre_activations())
def test_relu_derivative_is_0_or_1(submission, x):
    """Every value of the derivative is 0 or 1."""
    answer = submission.relu_derivative(x.copy())
    assert_shape(answer, x.shape)
    assert_close(answer * (1 - answer), np.zeros(x.shape))


# --- tanh ---


@question("tanh", points="3/4")
def test_tanh_at_known_points(submission):
    """tanh is 0 at 0, 0.7615941559557649 at 1, 0.9640275800758169 at 2, and minus that at -1 and -2."""
    half, one, two = 0.46211715726000973, 0.7615941559557649, 0.9640275800758169
    mistakes = {
        "this is tanh(x / 2): the exponents are x and -x, or 2x alone": [-one, -half, 0.0, half, one],
        "the sign is wrong": [two, one, 0.0, -one, -two],
    }
    assert_close(submission.tanh(X.copy()), [-two, -one, 0.0, one, two], atol=ROUNDING, mistakes=mistakes)


@question("tanh", points="1/4")
@few
@given(x=pre_activations(-30, 30))
def test_tanh_is_odd(submission, x):
    """tanh(-x) is -tanh(x), and both lie between -1 and 1."""
    right, left = submission.tanh(x.copy()), submission.tanh(-x)
    assert_shape(right, x.shape)
    assert_close(left, -right, atol=ROUNDING)
    assert_between(right, -1, 1)


# --- tanh_derivative ---


@question("tanh_derivative", points="3/4")
def test_tanh_derivative_at_known_points(submission):
    """The derivative is 1 at x = 0, 0.419974341614026 at -1 and 1, and 0.0706508248531645 at -2 and 2."""
    one, two = 0.419974341614026, 0.0706508248531645
    mistakes = {
        OUTPUT: 1 - X**2,
        "this is 1 - tanh(x): the square is missing": [1.9640275800, 1.7615941559, 1.0, 0.2384058440, 0.0359724199],
    }
    # 1 - tanh(x)^2 is a difference of numbers near 1, right to a few units of 1e-16, which is 1e-14 of 0.07.
    assert_close(submission.tanh_derivative(X.copy()), [two, one, 1.0, one, two], atol=ROUNDING, mistakes=mistakes)


@question("tanh_derivative", points="1/4")
@few
@given(x=pre_activations(-30, 30))
def test_tanh_derivative_is_even(submission, x):
    """The derivative is the same at x and at -x, and lies between 0 and 1."""
    right, left = submission.tanh_derivative(x.copy()), submission.tanh_derivative(-x)
    assert_shape(right, x.shape)
    assert_close(left, right, atol=ROUNDING)
    assert_between(right, -ROUNDING, 1 + ROUNDING, likely_cause=OUTPUT)


# --- leaky_relu ---


@question("leaky_relu", points="3/4")
def test_leaky_relu_at_known_points(submission):
    """leaky_relu([-2, -1, 0, 1, 2]) is [-0.2, -0.1, 0, 1, 2]: the default alpha is 0.1."""
    mistakes = {"this is relu": np.maximum(X, 0), "the default of alpha is 0.01": [-0.02, -0.01, 0.0, 1.0, 2.0]}
    assert_close(submission.leaky_relu(X.copy()), [-0.2, -0.1, 0.0, 1.0, 2.0], mistakes=mistakes)


@question("leaky_relu", points="1/4")
def test_leaky_relu_uses_alpha(submission):
    """With alpha=0.25, leaky_relu([-2, 2]) is [-0.5, 2]."""
    answer = submission.leaky_relu(np.array([-2.0, 2.0]), alpha=0.25)
    assert_close(answer, [-0.5, 2.0], mistakes={NO_ALPHA: [-0.2, 2.0]})


# --- leaky_relu_derivative ---


@question("leaky_relu_derivative", points="1/2")
def test_leaky_relu_derivative_at_known_points(submission):
    """The derivative is 0.1, the default alpha, at x = -2 and -1, and 1 at x = 1 and 2."""
    mistakes = {"this is the derivative of relu": [0.0, 0.0, 1.0, 1.0], "the sign is wrong": [-0.1, -0.1, 1.0, 1.0]}
    assert_close(submission.leaky_relu_derivative(X[X != 0]), [0.1, 0.1, 1.0, 1.0], mistakes=mistakes)


@question("leaky_relu_derivative", points="1/4")
def test_leaky_relu_derivative_at_the_kink(submission):
    """At x = 0.0 and x = -0.0 the derivative is alpha, by convention."""
    answer = submission.leaky_relu_derivative(np.array([0.0, -0.0]))
    assert_close(answer, [0.1, 0.1], mistakes={"the comparison includes 0: use x > 0": [1.0, 1.0]})


@question("leaky_relu_derivative", points="1/4")
def test_leaky_relu_derivative_uses_alpha(submission):
    """With alpha=0.25, the derivative is 0.25 at x = -2 and 1 at x = 2."""
    answer = submission.leaky_relu_derivative(np.array([-2.0, 2.0]), alpha=0.25)
    assert_close(answer, [0.25, 1.0], mistakes={NO_ALPHA: [0.1, 1.0]})


# --- elu ---


@question("elu", points="3/4")
def test_elu_at_known_points(submission):
    """elu is x where x is positive, 0 at 0, -0.6321205588285577 at -1 and -0.8646647167633873 at -2."""
    right = np.array([-0.8646647167633873, -0.6321205588285577, 0.0, 1.0, 2.0])
    mistakes = {"the 1 is not subtracted on the left": right + (X <= 0), "this is relu": np.maximum(X, 0)}
    assert_close(submission.elu(X.copy()), right, atol=ROUNDING, mistakes=mistakes)


@question("elu", points="1/4")
def test_elu_uses_alpha(submission):
    """With alpha=2, elu is -1.2642411176571153 at x = -1 and 2 at x = 2."""
    mistakes = {NO_ALPHA: [-0.6321205588285577, 2.0], "alpha also scales the right side": [-1.2642411176571153, 4.0]}
    answer = submission.elu(np.array([-1.0, 2.0]), alpha=2.0)
    assert_close(answer, [-1.2642411176571153, 2.0], mistakes=mistakes)


# --- elu_derivative ---


@question("elu_derivative", points="3/4")
def test_elu_derivative_at_known_points(submission):
    """The derivative is 1 where x is positive and at 0, 0.36787944117144233 at -1 and 0.1353352832366127 at -2."""
    right = np.array([0.1353352832366127, 0.36787944117144233, 1.0, 1.0, 1.0])
    mistakes = {
        "this is elu + alpha on both sides; on the right the slope is 1": right + np.maximum(X, 0),
        "the 1 of exp(x) - 1 has no slope": right - (X <= 0),
        "this takes x for the output of elu; x is the pre-activation": [-1.0, 0.0, 1.0, 1.0, 1.0],
    }
    assert_close(submission.elu_derivative(X.copy()), right, atol=ROUNDING, mistakes=mistakes)


@question("elu_derivative", points="1/4")
def test_elu_derivative_uses_alpha(submission):
    """With alpha=2, the derivative is 0.7357588823428847 at x = -1 and 1 at x = 2."""
    mistakes = {NO_ALPHA: [0.36787944117144233, 1.0], "alpha also scales the right side": [0.7357588823428847, 2.0]}
    answer = submission.elu_derivative(np.array([-1.0, 2.0]), alpha=2.0)
    assert_close(answer, [0.7357588823428847, 1.0], mistakes=mistakes)


# --- softplus ---


@question("softplus", points="3/4")
def test_softplus_at_known_points(submission):
    """softplus is log(2) = 0.6931471805599453 at 0, 1.3132616875182228 at 1 and 2.1269280110429727 at 2."""
    right = np.array([0.1269280110429725, 0.31326168751822286, 0.6931471805599453, 1.3132616875182228])
    right = np.append(right, 2.1269280110429727)
    mistakes = {
        "the sign of the exponent is wrong: it is exp(x)": right[::-1],
        "the logarithm has base 2, not e": right / np.log(2),
    }
    assert_close(submission.softplus(X.copy()), right, atol=ROUNDING, mistakes=mistakes)


@question("softplus", points="1/4")
@few
@given(x=pre_activations(-30, 30))
def test_softplus_splits_x_into_two_parts(submission, x):
    """softplus(x) - softplus(-x) is x."""
    positive, negative = submission.softplus(x.copy()), submission.softplus(-x)
    assert_shape(positive, x.shape)
    assert_shape(negative, x.shape)
    assert_close(positive - negative, x, atol=ROUNDING)


# --- softplus_derivative ---


@question("softplus_derivative", points="3/4")
def test_softplus_derivative_at_known_points(submission):
    """The derivative of softplus is 1/2 at x = 0, 0.7310585786300049 at 1 and 0.11920292202211755 at -2."""
    right = np.array([0.11920292202211755, 0.2689414213699951, 0.5, 0.7310585786300049, 0.8807970779778823])
    mistakes = {
        "this is the derivative of sigmoid": right * (1 - right),
        "the factor exp(x) of the chain rule is missing": 1 - right,
    }
    assert_close(submission.softplus_derivative(X.copy()), right, mistakes=mistakes)


@question("softplus_derivative", points="1/4")
@few
@given(x=pre_activations(-30, 30))
def test_softplus_derivative_adds_up_to_1(submission, x):
    """The derivatives at x and at -x add up to 1."""
    right, left = submission.softplus_derivative(x.copy()), submission.softplus_derivative(-x)
    assert_shape(right, x.shape)
    assert_shape(left, x.shape)
    assert_close(left + right, np.ones(x.shape), atol=ROUNDING)


# --- maxout ---


@question("maxout", points=1)
def test_maxout_takes_the_larger_map(submission):
    """For two rows and three units, maxout is the larger of x @ w1 + b1 and x @ w2 + b2 in each of six places."""
    x = np.array([[1.0, 2.0], [-1.0, 0.5]])
    w1, b1 = np.array([[1.0, 0.0, -1.0], [0.5, 2.0, 1.0]]), np.array([0.5, -1.0, 2.0])
    w2, b2 = np.array([[0.0, 1.0, 1.0], [1.0, -2.0, 0.0]]), np.array([1.0, 4.0, -3.0])
    # x @ w1 is [[2, 4, 1], [-0.75, 1, 1.5]] and x @ w2 is [[2, -3, 1], [0.5, -2, -1]].
    mistakes = {
        "the biases are not added": [[2.0, 4.0, 1.0], [0.5, 1.0, 1.5]],
        "the smaller map is taken": [[2.5, 1.0, -2.0], [-0.25, 0.0, -4.0]],
        "the second map is ignored": [[2.5, 3.0, 3.0], [-0.25, 0.0, 3.5]],
        "the two maps are added": [[5.5, 4.0, 1.0], [1.25, 2.0, -0.5]],
    }
    answer = submission.maxout(x, w1, b1, w2, b2)
    assert_close(answer, [[3.0, 3.0, 3.0], [1.5, 2.0, 3.5]], mistakes=mistakes)


@question("maxout", points="1/2")
def test_maxout_contains_relu(submission):
    """When w1 is the identity and w2, b1 and b2 are 0, maxout is relu."""
    x = np.array([[-2.0, 1.0], [0.5, -0.25]])
    nothing = np.zeros(2)
    answer = submission.maxout(x, np.eye(2), nothing, np.zeros((2, 2)), nothing.copy())
    assert_close(answer, [[0.0, 1.0], [0.5, 0.0]])


# --- gradient_through_layers ---


@question("gradient_through_layers", points=1)
def test_gradient_through_layers_at_0(submission):
    """At x = 0 the gradient is 1/4 for one layer, 0.05875092805039862 for two and 0.013352093804827872 for three."""
    right = (0.25, 0.05875092805039862, 0.013352093804827872, 0.0030081287176611923)
    late = (0.2350037122015945, 0.05340837521931149, 0.01203251487064477)
    for depth in (1, 2, 3):
        mistakes = {
            "every factor is taken at x; each layer's pre-activation is the output of the layer before": 0.25**depth,
            "the first factor is taken after the first layer, not at x": late[depth - 1],
            "one factor too few": 1.0 if depth == 1 else right[depth - 2],
            "one factor too many": right[depth],
        }
        answer = submission.gradient_through_layers(np.array([0.0]), depth)
        assert_close(answer, [right[depth - 1]], mistakes={cause: [wrong] for cause, wrong in mistakes.items()})


@question("gradient_through_layers", points="1/2")
@few
@given(x=pre_activations())
def test_gradient_through_no_layer_is_1(submission, x):
    """With depth 0, the gradient is 1 in every place."""
    assert_close(submission.gradient_through_layers(x.copy(), 0), np.ones(x.shape))
