"""Inputs within the contract of each function, drawn by a generator: what a mutant is compared with the reference on.

A maker takes a random generator and returns the arguments of one call. It goes to the edges that the docstring speaks
of (dtypes, layouts, empty arrays, infinities, shapes that must raise) and leaves out what it leaves open. They are much
faster to draw than Hypothesis's examples, so that ten thousand take a second.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Arguments = tuple[Any, ...]
Maker = Callable[[np.random.Generator], Arguments]
Rng = np.random.Generator


def eighths(rng: Rng, shape: tuple[int, ...] | int, reach: int = 4) -> Array:
    """Multiples of 1/8 up to `reach` on either side."""
    return rng.integers(-8 * reach, 8 * reach + 1, shape) / 8


def varied(rng: Rng, *values: Any, integers: bool = True) -> Arguments:
    """The values, with the arrays among them at times all float32, all integers, or all read-only and strided."""
    kind = rng.integers(8)
    if kind in (0, 1):
        values = tuple(each.astype(np.float32) if isinstance(each, np.ndarray) else each for each in values)
    elif kind == 2 and integers:
        dtype = _one_of(rng, (np.int64, np.int64, np.int32, np.int8))
        values = tuple(_rounded(each, dtype) for each in values)
    elif kind == 3:
        values = tuple(_strided(each) if isinstance(each, np.ndarray) and each.ndim else each for each in values)
    return values


def _rounded(value: Any, dtype: type[np.integer[Any]]) -> Any:
    """An array of finite numbers, rounded to integers where `dtype` holds them."""
    if not isinstance(value, np.ndarray) or not np.isfinite(value).all():
        return value
    fits = np.abs(value).max(initial=0) <= np.iinfo(dtype).max
    return np.rint(value).astype(dtype if fits else np.int64)


def _strided(array: Array) -> Array:
    view: Array = np.repeat(array, 2, axis=-1)[..., ::2]
    view.flags.writeable = False
    return view


def _one_of(rng: Rng, choices: tuple[Any, ...]) -> Any:
    return choices[rng.integers(len(choices))]


def _rows(rng: Rng) -> int:
    return int(rng.integers(1, 6))


# --- 00_first_learner ---


def _direction(rng: Rng) -> Arguments:
    return (float(rng.uniform(-10, 10)),)


def _points(rng: Rng, rows: int) -> Array:
    """Points of which none but the origin is near the line of a random angle."""
    points = eighths(rng, (rows, 2))
    scale = 1.0 if rng.random() < 0.9 else 2.0**-30  # near the origin, but no nearer to the line than others
    return scale * points * (rng.random((rows, 1)) > 0.1)


def _classify(rng: Rng) -> Arguments:
    points = _points(rng, int(rng.integers(0, 6)))
    if rng.random() < 0.1:
        points = eighths(rng, _one_of(rng, ((3,), (2,), (2, 3), (3, 1), (2, 2, 2), (1, 2, 2), ())))
    return varied(rng, points, float(rng.uniform(-7, 7)))


def _labels(rng: Rng, rows: int) -> Array:
    dtype = _one_of(rng, (np.int64, np.uint8, np.int8, np.uint64))
    return rng.integers(0, 2, rows).astype(dtype)


def _accuracy(rng: Rng) -> Arguments:
    rows = _rows(rng)
    predicted, labels = _labels(rng, rows), _labels(rng, rows)
    if rng.random() < 0.2:
        labels = _one_of(rng, (_labels(rng, rows + 1), labels[:, np.newaxis], labels[:1], labels[:0]))
        if labels.size == 0:
            predicted = predicted[:0]
    if rng.random() < 0.1:
        predicted, labels = _strided(predicted), labels if labels.ndim == 0 else _strided(labels)
    return predicted, labels


def _learn(rng: Rng) -> Arguments:
    rows = _rows(rng)
    points, labels = _misfits(rng, _points(rng, rows), _labels(rng, rows))
    angles = rng.uniform(-4, 4, int(rng.integers(1, 6)))
    points, angles = varied(rng, points, angles, integers=False)
    return points, labels, angles


def _random_search(rng: Rng) -> Arguments:
    rows = _rows(rng)
    points, labels = _misfits(rng, _points(rng, rows), _labels(rng, rows))
    return (*varied(rng, points), labels, int(rng.integers(1, 8)), int(rng.integers(0, 1000)))


def _misfits(rng: Rng, points: Array, labels: Array) -> tuple[Array, Array]:
    """Now and then labels or points of a shape that must raise."""
    if rng.random() < 0.05:
        return points, _one_of(rng, (labels[:, np.newaxis], np.append(labels, labels[:1])))
    if rng.random() < 0.05:
        return _one_of(rng, (points[:, :1], points[0], np.column_stack([points, points]))), labels
    return points, labels


# --- 01_gradient_descent ---


def _model(rng: Rng) -> tuple[Array, Array, Any, float]:
    rows, features = _rows(rng), int(rng.integers(0, 4))
    x = eighths(rng, (rows, features) if features else (rows,))
    w = eighths(rng, features) if features else float(eighths(rng, 1)[0])
    b = float(eighths(rng, 1)[0])
    return x, eighths(rng, rows), w, b if rng.random() < 0.8 else round(b)


def _with_bias(rng: Rng, b: float) -> Arguments:
    return (b,) if rng.random() < 0.8 else ()


def _wrong_w(rng: Rng, x: Array) -> Any:
    if x.ndim == 1:
        return eighths(rng, _one_of(rng, ((1,), (2,), x.shape)))
    return _one_of(rng, (1.5, eighths(rng, x.shape[1] + 1), eighths(rng, (x.shape[1], 1)), eighths(rng, (1, 1))))


def _predict(rng: Rng) -> Arguments:
    x, _, w, b = _model(rng)
    if rng.random() < 0.1:
        w = _wrong_w(rng, x)
    return varied(rng, x, w, *_with_bias(rng, b))


def _regression(rng: Rng) -> tuple[Array, Array, Any, float]:
    x, y, w, b = _model(rng)
    if rng.random() < 0.1:
        rows = len(x)
        y = eighths(rng, _one_of(rng, ((rows, 1), (rows + 1,), (1, rows), (1,) if rows > 1 else (2,), ())))
    elif rng.random() < 0.05:
        w = _wrong_w(rng, x)
    x, y, w = varied(rng, x, y, w)
    return x, y, w, b


def _mse(rng: Rng) -> Arguments:
    *data, b = _regression(rng)
    return (*data, *_with_bias(rng, b))


def _gradient_descent(rng: Rng) -> Arguments:
    x, y, w, b = _regression(rng)
    if x.dtype == np.float64 and rng.random() < 0.03:  # in float32, a hundred roundings add up
        return x / 4, y, w / 4, *([b] if rng.random() < 0.5 else [])  # all the defaults: 100 steps
    rest: Arguments = (b, float(_one_of(rng, (0.0, 0.01, 0.05))), int(rng.integers(0, 4)), bool(rng.integers(2)))
    return x, y, w, *rest[: rng.integers(2, 5)]


def quadratic(target: Array, slope: Array) -> Callable[[Array], float]:
    """A loss with its minimum at `target`, steeper along some axes, for functions that take a loss."""

    def loss(weights: Array) -> float:
        return float(np.sum(slope * (np.asarray(weights, np.float64) - target) ** 2))

    return loss


def _coordinate_step(rng: Rng) -> Arguments:
    size = _rows(rng)
    weights, target = eighths(rng, size), eighths(rng, size)
    loss = quadratic(target, rng.integers(-1, 3, size).astype(float))
    index, step = int(rng.integers(size)), float(_one_of(rng, (0.125, 0.5, 1.0)))
    return loss, *varied(rng, weights), index, step


def _numerical_gradient(rng: Rng) -> Arguments:
    size = _rows(rng)
    loss = quadratic(eighths(rng, size), rng.integers(-1, 3, size).astype(float))
    h = (float(_one_of(rng, (1e-5, 0.5, 0.125))),) if rng.random() < 0.7 else ()
    weights = eighths(rng, size) if rng.random() < 0.6 else rng.normal(0, 1, size)
    return loss, *varied(rng, weights), *h


def _decayed(rng: Rng) -> Arguments:
    rest = (float(rng.uniform(0.5, 1.0)), int(rng.integers(1, 2000)))
    return float(rng.uniform(0.001, 1)), int(rng.integers(0, 5000)), *rest[: rng.integers(0, 3)]


def _largest_stable(rng: Rng) -> Arguments:
    x = _model(rng)[0]
    x.flat[0] = 1.5
    rest = (bool(rng.integers(2)),) if rng.random() < 0.7 else ()
    return *varied(rng, x), *rest


# --- 02_activations ---

SPECIAL = np.array([0.0, -0.0, 1000.0, -1000.0, np.inf, -np.inf, np.nan, 30.0, -40.0, -700.0, 1e-7, -1e-7])


def _anything(rng: Rng, *, zero: bool = True) -> Any:
    """A number or an array of any shape: eighths, wide ones, and numbers far out."""
    shape = _one_of(rng, ((), (1,), (4,), (2, 3), (2, 1, 2), (0,)))
    kind = rng.integers(4)
    if kind == 0:
        x = eighths(rng, shape, 8)
    elif kind == 1:
        x = rng.uniform(-700, 700, shape)
    elif kind == 2:
        x = rng.normal(0, 2, shape)
    else:
        x = SPECIAL[rng.integers(0, SPECIAL.size, shape)]
    if not zero:
        x = np.where(x == 0, 0.5, x)
    x = np.asarray(x)
    if shape == () and rng.random() < 0.5:
        return float(x)
    return varied(rng, x, integers=zero)[0]


def _elementwise(rng: Rng) -> Arguments:
    return (_anything(rng),)


def _with_alpha(rng: Rng) -> Arguments:
    return (_anything(rng), float(rng.uniform(0.05, 0.95))) if rng.random() < 0.7 else (_anything(rng),)


def _elu_derivative(rng: Rng) -> Arguments:
    if rng.random() < 0.5:
        return (_anything(rng), 1.0) if rng.random() < 0.5 else (_anything(rng),)
    return _anything(rng, zero=False), float(rng.uniform(0.1, 3))  # with alpha other than 1, 0 is left open


def _elu(rng: Rng) -> Arguments:
    return (_anything(rng), float(rng.uniform(0.1, 3))) if rng.random() < 0.7 else (_anything(rng),)


def _maxout(rng: Rng) -> Arguments:
    n, d, u = (int(each) for each in rng.integers(1, 4, 3))
    x, w1, w2 = eighths(rng, (n, d)), eighths(rng, (d, u)), eighths(rng, (d, u))
    b1, b2 = eighths(rng, u), eighths(rng, u)
    wrong = rng.integers(40)
    if wrong == 0:
        w1 = w2 = eighths(rng, (d + 1, u))
    elif wrong == 1:
        w1 = eighths(rng, (d + 1, u))
    elif wrong == 2:
        w2 = eighths(rng, (d, u + 1))
        b2 = eighths(rng, u + 1)
    elif wrong == 3:
        b1 = eighths(rng, _one_of(rng, ((1,) if u > 1 else (2,), (), (1, u), (n, u), (u + 1,))))
    elif wrong == 4:
        b2 = eighths(rng, _one_of(rng, ((1,) if u > 1 else (2,), (), (1, u), (n, u), (u + 1,))))
    return varied(rng, x, w1, b1, w2, b2)


def _through_layers(rng: Rng) -> Arguments:
    return _anything(rng), int(rng.integers(0, 5))


# --- 03_crossentropy ---


def _probabilities(rng: Rng, shape: tuple[int, ...] | int) -> Array:
    p = rng.integers(1, 8, shape) / 8
    kind = rng.integers(3)
    if kind == 0:
        p = rng.random(shape)
    elif kind == 1:
        edges = np.array([0.0, 1.0, 0.5, 1e-6, 1 - 1e-6, 1e-9, 0.25, 1.5e-7, 1.0000005e-7])
        p = edges[rng.integers(0, edges.size, shape)]
    return np.asarray(p)


def _hard(rng: Rng, y: Array) -> Array:
    """Labels of 0 and 1 as integers or bools, at times."""
    if np.isin(y, (0, 1)).all():
        return y.astype(_one_of(rng, (y.dtype, y.dtype, np.int64, np.uint8, np.bool_)))
    return y


def _below_one(p: Array) -> Array:
    """In float32, 1 - 1e-7 is a rounded number, and what is clipped there may be either: not near 1, then."""
    return np.where(p > 0.999, np.float32(0.75), p) if p.dtype == np.float32 else p


def _epsilon(rng: Rng) -> Arguments:
    return (float(_one_of(rng, (1e-7, 0.125, 0.2, 1e-3))),) if rng.random() < 0.4 else ()


def _binary(rng: Rng) -> Arguments:
    shape = _one_of(rng, ((), (1,), (4,), (2, 3), (2, 1, 2)))
    y = rng.random(shape) if rng.random() < 0.3 else rng.integers(0, 2, shape).astype(float)
    p = _probabilities(rng, shape)
    if rng.random() < 0.05:
        p = _probabilities(rng, _one_of(rng, ((5,), (4, 1), (1, 4), (3, 2))))
    y, p = varied(rng, np.asarray(y), p, integers=False)
    return _hard(rng, y), _below_one(p), *_epsilon(rng)


def _binary_off_the_kink(rng: Rng) -> Arguments:
    y, p, *epsilon = _binary(rng)
    return y, np.where((p == 0.125) | (p == 0.875), 0.5, p).astype(p.dtype), *epsilon  # at the kink either is right


def _one_hot(rng: Rng) -> Arguments:
    classes, rows = int(rng.integers(1, 5)), _rows(rng)
    labels = rng.integers(0, classes, rows).astype(_one_of(rng, (np.int64, np.int8, np.uint8, np.uint64)))
    wrong = rng.integers(20)
    if wrong == 0:
        labels = labels.astype(np.int64)
        labels[rng.integers(rows)] = _one_of(rng, (-1, classes, classes + 1, -classes, -classes - 1))
    elif wrong == 1:
        labels = _one_of(rng, (labels[:, np.newaxis], labels[np.newaxis], labels[0, ...]))
    elif wrong == 2:
        labels = _strided(labels)
    return labels, classes


def _class_labels(rng: Rng, shape: tuple[int, int]) -> Array:
    if rng.random() < 0.4:
        shares = rng.integers(1, 9, shape).astype(float)
        return shares / shares.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]
    return np.eye(shape[1])[rng.integers(0, shape[1], shape[0])]


def _logits(rng: Rng, shape: tuple[int, ...]) -> Array:
    z = eighths(rng, shape)
    kind = rng.integers(6)
    if kind == 0:
        z = np.where(rng.random(shape) < 0.5, z, _one_of(rng, (1000.0, -1000.0)))
    elif kind == 1:
        z = z + 2000 * np.arange(shape[0]).reshape(-1, *[1] * (len(shape) - 1))
    return z


def _softmax(rng: Rng) -> Arguments:
    shape = _one_of(rng, ((3,), (1,), (2, 3), (3, 2), (2, 3, 4), (1, 3)))
    z = _logits(rng, shape)
    rest = (int(rng.integers(-len(shape), len(shape))),) if rng.random() < 0.7 else ()
    if rng.random() < 0.1:
        z = z.copy()
        z[(0,) * len(shape)] = -np.inf
        if z.shape[rest[0] if rest else -1] == 1:  # a class that is ruled out leaves another
            z[...] = 0
    return *varied(rng, z, integers=bool(np.isfinite(z).all())), *rest


def _categorical(rng: Rng) -> Arguments:
    shape = (_rows(rng), int(rng.integers(1, 5)))
    y, p = _class_labels(rng, shape), _probabilities(rng, shape)
    if rng.random() < 0.05:
        y = _class_labels(rng, (shape[0] + 1, shape[1])) if rng.random() < 0.5 else y[:1, :1] if y.size > 1 else y[0]
    y, p = varied(rng, y, p, integers=False)
    return _hard(rng, y), _below_one(p), *_epsilon(rng)


def _softmax_gradient(rng: Rng) -> Arguments:
    shape = (_rows(rng), int(rng.integers(1, 5)))
    z, y = _logits(rng, shape), _class_labels(rng, shape)
    if rng.random() < 0.05:
        y = _class_labels(rng, (shape[0] + 1, shape[1])) if rng.random() < 0.5 else y[:1, :1] if y.size > 1 else y[0]
    z, y = varied(rng, z, y, integers=False)
    return z, _hard(rng, y)


# --- 04_neural_network ---


def _dosage(rng: Rng) -> Arguments:
    n = int(rng.integers(1, 6))
    return varied(rng, rng.choice([0.0, 0.5, 1.0, -2.0, 30.0, -30.0, 0.3], n) if rng.random() < 0.5 else rng.random(n))


def _xavier(rng: Rng) -> Arguments:
    return [int(each) for each in rng.integers(1, 6, rng.integers(2, 5))], int(rng.integers(0, 1000))


def _network(rng: Rng) -> tuple[list[Array], Array, Array]:
    layers = int(rng.integers(1, 4))
    sizes = [*(int(each) for each in rng.integers(1, 4, layers)), int(rng.integers(2, 4))]
    shapes = [shape for a, b in itertools.pairwise(sizes) for shape in ((a, b), (b,))]
    scale = 1 if rng.random() < 0.8 else 200  # pre-activations of some 1000
    parameters = [scale * eighths(rng, shape, 1) for shape in shapes]
    x = eighths(rng, (_rows(rng), sizes[0]), 2)
    if rng.random() < 0.3:  # numbers that float32 does not hold
        parameters, x = [each + rng.normal(0, 0.1, each.shape) for each in parameters], x + rng.normal(0, 0.1, x.shape)
    return parameters, x, np.eye(sizes[-1])[rng.integers(0, sizes[-1], len(x))]


def _cast(rng: Rng, arrays: list[Array]) -> list[Array]:
    return list(varied(rng, *arrays))


def _forward(rng: Rng) -> Arguments:
    parameters, x, _ = _network(rng)
    if rng.random() < 0.05:
        x = np.column_stack([x, x])
    return _cast(rng, parameters), *varied(rng, x)


def _loss(rng: Rng) -> Arguments:
    parameters, x, y = _network(rng)
    wrong = rng.integers(30)
    if wrong == 0:
        y = _one_of(rng, (y[:1], np.concatenate([y, y]), y[:, :1], y[0]))
    elif wrong == 1:
        x = np.column_stack([x, x])
    return _cast(rng, parameters), *varied(rng, x, y)


def _predict_labels(rng: Rng) -> Arguments:
    parameters, x, _ = _network(rng)
    return parameters, x


def _step_shapes(rng: Rng) -> tuple[tuple[int, ...], ...]:
    return _one_of(rng, (((2,),), ((1, 2), (2,)), ((2, 1), (1,), (1, 2))))  # type: ignore[no-any-return]


def _sgd_step(rng: Rng) -> Arguments:
    shapes = _step_shapes(rng)
    rate = (float(_one_of(rng, (0.0, 0.1, 0.5))),) if rng.random() < 0.7 else ()
    return _cast(rng, [eighths(rng, shape) for shape in shapes]), [eighths(rng, shape) for shape in shapes], *rate


def _steps(rng: Rng) -> tuple[list[Array], list[list[Array]]]:
    """Parameters, and gradients for up to three steps."""
    shapes = _step_shapes(rng)
    gradients = [[eighths(rng, shape) for shape in shapes] for _ in range(rng.integers(1, 4))]
    return _cast(rng, [eighths(rng, shape) for shape in shapes]), gradients


def _rmsprop_step(rng: Rng) -> Arguments:
    settings = {"learning_rate": 0.1, "rho": float(_one_of(rng, (0.0, 0.5, 0.95))), "epsilon": 0.125}
    return *_steps(rng), settings if rng.random() < 0.6 else {}


def _adam_step(rng: Rng) -> Arguments:
    settings = {"learning_rate": 0.1, "beta1": float(_one_of(rng, (0.0, 0.5, 0.95))), "beta2": 0.5, "epsilon": 0.125}
    return *_steps(rng), settings if rng.random() < 0.6 else {}


def _mini_batches(rng: Rng) -> Arguments:
    return int(rng.integers(1, 12)), int(rng.integers(0, 14)) if rng.random() < 0.9 else -2, int(rng.integers(0, 1000))


def _train(rng: Rng) -> Arguments:
    parameters, x, y = _network(rng)
    sizes = [len(parameters[0]), *(len(bias) for bias in parameters[1::2])]
    optimizer = _one_of(rng, ("sgd", "rmsprop", "adam", "adam", "momentum")) if rng.random() < 0.9 else "Adam"
    rest = (0.1, float(_one_of(rng, (1.0, 0.5))), 2, int(rng.integers(0, 3)), int(rng.integers(1, 4)), 3)
    if rng.random() < 0.02:
        parts = int(rng.integers(0, 7))
        x, y = np.tile(x, (5, 1)), np.tile(y, (5, 1))  # more rows than a batch of the default size
        return (x, y, sizes, optimizer, *rest[:parts]) if parts else (x, y, sizes)
    return x, y, sizes, optimizer, *rest


MAKERS: dict[str, dict[str, Maker]] = {
    "00_first_learner": {
        "direction": _direction,
        "classify": _classify,
        "accuracy": _accuracy,
        "learn": _learn,
        "random_search": _random_search,
    },
    "01_gradient_descent": {
        "predict": _predict,
        "mse": _mse,
        "mse_gradient": _mse,
        "coordinate_step": _coordinate_step,
        "numerical_gradient": _numerical_gradient,
        "gradient_descent": _gradient_descent,
        "decayed_learning_rate": _decayed,
        "largest_stable_learning_rate": _largest_stable,
    },
    "02_activations": {
        **dict.fromkeys(("sigmoid", "sigmoid_derivative", "relu", "relu_derivative", "tanh"), _elementwise),
        **dict.fromkeys(("tanh_derivative", "softplus", "softplus_derivative"), _elementwise),
        **dict.fromkeys(("leaky_relu", "leaky_relu_derivative"), _with_alpha),
        "elu": _elu,
        "elu_derivative": _elu_derivative,
        "maxout": _maxout,
        "gradient_through_layers": _through_layers,
    },
    "03_crossentropy": {
        "binary_crossentropy": _binary,
        "binary_crossentropy_gradient": _binary_off_the_kink,
        "one_hot": _one_hot,
        "softmax": _softmax,
        "categorical_crossentropy": _categorical,
        "softmax_crossentropy_gradient": _softmax_gradient,
    },
    "04_neural_network": {
        "dosage_network": _dosage,
        "xavier_start": _xavier,
        "forward": _forward,
        "loss": _loss,
        "backward": _loss,
        "sgd_step": _sgd_step,
        "rmsprop_step": _rmsprop_step,
        "adam_step": _adam_step,
        "mini_batches": _mini_batches,
        "decayed_learning_rate": _decayed,
        "train": _train,
        "predict_labels": _predict_labels,
    },
}


def several_steps(step: Callable[..., Any], parameters: Any, gradients: list[Any], settings: dict[str, float]) -> Any:
    """The parameters after each of several steps of an optimiser, whose state passes from one to the next."""
    state, after = None, []
    for each in gradients:
        parameters, state = step(parameters, each, state, **settings)
        after.append(parameters)
    return after


def with_a_list_of_losses(walk: Callable[..., Any], *arguments: Any) -> Any:
    """What the walk returns, b as a float and the losses as a list of floats: any number, list or array is right."""
    w, b, history = walk(*arguments)
    return w, float(b), [float(loss) for loss in history]


# Functions whose answer cannot be compared as it is after one call: how to call them instead.
CALLED_BY: dict[str, Callable[..., Any]] = {
    "rmsprop_step": several_steps,
    "adam_step": several_steps,
    "gradient_descent": with_a_list_of_losses,
}
