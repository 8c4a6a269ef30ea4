"""Activation functions, their derivatives, and what happens to a gradient on its way through many sigmoids.

Conventions of every function of x alone (`maxout` says its own):
- x is a number or an array of any shape, also an empty one. The result has the shape of x (for a number: a number),
  and each of its values depends on the value of x in the same place only.
- A float32 array gives a float32 array. Everything else gives float64, integers included: relu of 3 is 3.0.
- x is never changed, and the result is a new array. x may be read-only or a slice of a larger array.
- A derivative takes the pre-activation x, the number that went into the activation function, not what came out.
  It is the derivative itself, right to 12 digits, which no finite difference reaches.
- Nothing overflows to a wrong value: at -1000, 1000 and both infinities the results are right. A warning on the way
  there (such as NumPy's "overflow encountered in exp") costs only the one small check that asks for silence.
"""

import numpy as np


def _floats(x: float | np.ndarray) -> np.ndarray:
    """The same values in the dtype to compute with: float32 stays float32, everything else becomes float64."""
    x = np.asarray(x)
    return x if x.dtype == np.float32 else x.astype(np.float64)


def sigmoid(x: float | np.ndarray) -> float | np.ndarray:
    """The logistic function: 1 / (1 + exp(-x)).

    For negative x the equal form exp(x) / (1 + exp(x)) does not overflow. The value far on the left is small but not
    lost: sigmoid(-40.0) is 4.248354255291589e-18, right to 12 digits (down to x = -700), which any form that
    takes a difference of numbers near 1 rounds to 0. At -1000 and -inf it is exactly 0, at 1000 and inf exactly 1.

    Args:
        x: a number or an array of any shape, the pre-activation.

    Returns:
        Values in [0, 1] in the shape of x; float32 for a float32 array, else float64. NaN stays NaN.

    Example:
        >>> sigmoid(np.array([-1.0, 0.0, 1.0]))
        array([0.26894142, 0.5       , 0.73105858])
    """
    x = _floats(x)
    small = np.exp(-np.abs(x))  # exp(x) or exp(-x), whichever cannot overflow
    return np.where(x >= 0, 1, small) / (1 + small)


def sigmoid_derivative(x: float | np.ndarray) -> float | np.ndarray:
    """The derivative of `sigmoid` at the pre-activation x: s * (1 - s) with s = sigmoid(x).

    Args:
        x: a number or an array of any shape, the pre-activation (not the output of `sigmoid`).

    Returns:
        Values in [0, 1/4] in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> sigmoid_derivative(np.array([-2.0, 0.0, 2.0]))
        array([0.10499359, 0.25      , 0.10499359])
    """
    small = np.exp(-np.abs(_floats(x)))
    return small / (1 + small) ** 2


def relu(x: float | np.ndarray) -> float | np.ndarray:
    """The rectified linear unit: max(x, 0). It is 0 at -inf and inf at inf.

    Args:
        x: a number or an array of any shape, the pre-activation.

    Returns:
        Values >= 0 in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> relu(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])
    """
    return np.maximum(_floats(x), 0)


def relu_derivative(x: float | np.ndarray) -> float | np.ndarray:
    """The derivative of `relu` at the pre-activation x: 1 where x > 0, else 0.

    At x = 0 (0.0 and -0.0) relu has a kink and no derivative; the value there is 0 by convention.

    Args:
        x: a number or an array of any shape, the pre-activation.

    Returns:
        The numbers 0.0 and 1.0 (not bools, not integers) in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> relu_derivative(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 1.])
    """
    x = _floats(x)
    return (x > 0).astype(x.dtype)


def tanh(x: float | np.ndarray) -> float | np.ndarray:
    """The hyperbolic tangent: (exp(x) - exp(-x)) / (exp(x) + exp(-x)). Using np.tanh or math.tanh is fine.

    Args:
        x: a number or an array of any shape, the pre-activation.

    Returns:
        Values in [-1, 1] in the shape of x; float32 for a float32 array, else float64. NaN stays NaN.

    Example:
        >>> tanh(np.array([-1.0, 0.0, 1.0]))
        array([-0.76159416,  0.        ,  0.76159416])
    """
    return np.tanh(_floats(x))


def tanh_derivative(x: float | np.ndarray) -> float | np.ndarray:
    """The derivative of `tanh` at the pre-activation x: 1 - tanh(x) ** 2.

    Args:
        x: a number or an array of any shape, the pre-activation (not the output of `tanh`).

    Returns:
        Values in [0, 1] in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> tanh_derivative(np.array([-1.0, 0.0, 1.0]))
        array([0.41997434, 1.        , 0.41997434])
    """
    return 1 - tanh(x) ** 2


def leaky_relu(x: float | np.ndarray, alpha: float = 0.1) -> float | np.ndarray:
    """The leaky rectified linear unit: x where x > 0, else alpha * x.

    Args:
        x: a number or an array of any shape, the pre-activation.
        alpha: a number with 0 < alpha < 1, the slope on the left.

    Returns:
        Values in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> leaky_relu(np.array([-2.0, 0.0, 3.0]))
        array([-0.2,  0. ,  3. ])
    """
    x = _floats(x)
    return np.where(x > 0, x, alpha * x)


def leaky_relu_derivative(x: float | np.ndarray, alpha: float = 0.1) -> float | np.ndarray:
    """The derivative of `leaky_relu` at the pre-activation x: 1 where x > 0, else alpha.

    At x = 0 (0.0 and -0.0), the kink, the value is alpha by convention.

    Args:
        x: a number or an array of any shape, the pre-activation.
        alpha: a number with 0 < alpha < 1, the slope on the left.

    Returns:
        The numbers alpha and 1.0 in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]))
        array([0.1, 0.1, 1. ])
    """
    x = _floats(x)
    return np.where(x > 0, np.ones_like(x), alpha)


def elu(x: float | np.ndarray, alpha: float = 1.0) -> float | np.ndarray:
    """The exponential linear unit: x where x > 0, else alpha * (exp(x) - 1).

    Args:
        x: a number or an array of any shape, the pre-activation.
        alpha: a number > 0; far on the left the value is -alpha.

    Returns:
        Values >= -alpha in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> elu(np.array([-1.0, 0.0, 3.0]))
        array([-0.63212056,  0.        ,  3.        ])
    """
    x = _floats(x)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))  # np.where computes both sides everywhere


def elu_derivative(x: float | np.ndarray, alpha: float = 1.0) -> float | np.ndarray:
    """The derivative of `elu` at the pre-activation x: 1 where x > 0, else alpha * exp(x).

    At x = 0 both sides give 1 when alpha = 1. For another alpha there is a kink at 0, and no check looks there.

    Args:
        x: a number or an array of any shape, the pre-activation.
        alpha: a number > 0.

    Returns:
        Values >= 0 in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> elu_derivative(np.array([-1.0, 0.0, 3.0]))
        array([0.36787944, 1.        , 1.        ])
    """
    x = _floats(x)
    return np.where(x > 0, np.ones_like(x), alpha * np.exp(np.minimum(x, 0)))


def softplus(x: float | np.ndarray) -> float | np.ndarray:
    """The smooth relu: log(1 + exp(x)), which equals max(x, 0) + log(1 + exp(-|x|)) without overflow.

    Args:
        x: a number or an array of any shape, the pre-activation.

    Returns:
        Values >= 0 in the shape of x; float32 for a float32 array, else float64. NaN stays NaN.

    Example:
        >>> softplus(np.array([-1.0, 0.0, 1.0]))
        array([0.31326169, 0.69314718, 1.31326169])
    """
    x = _floats(x)
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def softplus_derivative(x: float | np.ndarray) -> float | np.ndarray:
    """The derivative of `softplus` at the pre-activation x: 1 / (1 + exp(-x)), which is sigmoid(x).

    Args:
        x: a number or an array of any shape, the pre-activation.

    Returns:
        Values in [0, 1] in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> softplus_derivative(np.array([-1.0, 0.0, 1.0]))
        array([0.26894142, 0.5       , 0.73105858])
    """
    return sigmoid(x)


def maxout(x: np.ndarray, w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: np.ndarray) -> np.ndarray:
    """A maxout layer: in every place the larger one of x @ w1 + b1 and x @ w2 + b2.

    Args:
        x: array (n, d), one row per example.
        w1: array (d, u), the weights of the first affine map.
        b1: array (u,), its bias.
        w2: array (d, u), the weights of the second.
        b2: array (u,), its bias.

    Returns:
        A new array (n, u); float32 when all arrays are float32. With integer arrays, float64. No argument is changed.

    Raises:
        ValueError: the message contains both shapes as Python writes them, such as (3, 2):
            w1 or w2 does not have d rows (the shapes of x and of that w);
            b1 or b2 has another shape than (u,), also one that NumPy would broadcast (the shapes of that w and b);
            w1 and w2 have different shapes (both of them).

    Example:
        >>> x = np.array([[1.0, 2.0]])
        >>> maxout(x, np.array([[1.0], [1.0]]), np.array([0.5]), np.array([[2.0], [0.0]]), np.array([1.0]))
        array([[3.5]])
    """
    x, w1, b1, w2, b2 = (_floats(each) for each in (x, w1, b1, w2, b2))
    if w1.shape != w2.shape:
        raise ValueError(f"w1 and w2 have different shapes: {w1.shape} and {w2.shape}")
    return np.maximum(_affine(x, w1, b1), _affine(x, w2, b2))


def _affine(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The affine map x @ w + b, for shapes that fit without broadcasting w or b."""
    if w.shape[0] != x.shape[1]:
        raise ValueError(f"weights of shape {w.shape} do not fit x of shape {x.shape}")
    if b.shape != w.shape[1:]:
        raise ValueError(f"a bias of shape {b.shape} does not fit weights of shape {w.shape}")
    return x @ w + b


def gradient_through_layers(x: float | np.ndarray, depth: int) -> float | np.ndarray:
    """The derivative at x of sigmoid(sigmoid(... sigmoid(x))), sigmoid applied `depth` times.

    By the chain rule it is the product of `depth` factors: sigmoid'(a0) * sigmoid'(a1) * ..., where a0 = x and each
    next a is the sigmoid of the one before. No factor is above 1/4, so the product is at most (1/4) ** depth.

    Args:
        x: a number or an array of any shape, the pre-activation of the first layer.
        depth: an int >= 0; 0 layers leave x as it is, and the derivative is 1.

    Returns:
        Values in the shape of x; float32 for a float32 array, else float64.

    Example:
        >>> gradient_through_layers(np.array([0.0, 2.0]), 2)
        array([0.05875093, 0.02175008])
    """
    activation = _floats(x)
    gradient = np.ones_like(activation)
    for _ in range(depth):
        gradient = gradient * sigmoid_derivative(activation)
        activation = sigmoid(activation)
    return gradient
