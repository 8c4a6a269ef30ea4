"""Hypothesis strategies that public and hidden checks share, so that the same kinds of input are tried everywhere.

Arrays are plain: C-contiguous, writeable float64 unless said otherwise. Strides, dtypes and read-only flags are varied
by the checks that are about them.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hypothesis_numpy

# --- any assignment ---


def tenths(low: float, high: float) -> st.SearchStrategy[float]:
    """Multiples of 1/10: what passes through float32 is off by about 1e-8 of itself, unless it is a multiple of 1/2."""
    return st.integers(round(10 * low), round(10 * high)).map(lambda count: count / 10)


# --- 01_gradient_descent ---

Regression = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], Any, float]


def eighths(low: float = -4, high: float = 4) -> st.SearchStrategy[float]:
    """Multiples of 1/8: sums of products of a few of them are exact in float64, in any order of summation."""
    return st.integers(round(8 * low), round(8 * high)).map(lambda count: count / 8)


def vectors(size: int | tuple[int, ...]) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays of `eighths`, every element drawn by itself."""
    return hypothesis_numpy.arrays(np.float64, size, elements=eighths(), fill=st.nothing())


@st.composite
def regressions(
    draw: st.DrawFn, min_rows: int = 1, max_rows: int = 6, min_features: int = 0, max_features: int = 3
) -> Regression:
    """Data and parameters of a linear model, (x, y, w, b): 0 features mean x (n,) and a number w, else (n, d), (d,)."""
    rows = draw(st.integers(min_rows, max_rows))
    features = draw(st.integers(min_features, max_features))
    x = draw(vectors((rows, features) if features else (rows,)))
    w = draw(vectors(features) if features else eighths())
    return x, draw(vectors(rows)), w, draw(eighths())


# --- 02_activations ---


def pre_activations(low: float = -8, high: float = 8, *, zero: bool = True) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays (n,), n from 1 to 6, of multiples of 1/8; 0, where relu and its kin have their kink, only with `zero`."""
    elements = eighths(low, high) if zero else eighths(low, high).filter(bool)
    return hypothesis_numpy.arrays(np.float64, st.integers(1, 6), elements=elements, fill=st.nothing())


# --- 00_first_learner ---


def axis_angles() -> st.SearchStrategy[float]:
    """Multiples of 1/8 from -3 to 3 without 0: no `scattered_points` come nearer than 1/4000 to the dividing line."""
    return st.sampled_from([count / 8 for count in (*range(1, 25), *range(-1, -25, -1))])


def scattered_points() -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays (n, 2), n from 1 to 6, of multiples of 1/8 from -4 to 4; none of the points is the origin."""
    # A point is drawn as one number: its place on a grid of 65 x 65, counted from the origin.
    places = st.lists(st.integers(1, 65 * 65 - 1), min_size=1, max_size=6)
    return places.map(lambda drawn: (np.column_stack(np.divmod(drawn, 65)) + 32) % 65 / 8 - 4)


# --- 03_crossentropy ---

Labelled = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


def probabilities(size: int | tuple[int, ...]) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays of multiples of 1/8 from 1/8 to 7/8: 1 - p is exact, in float32 as well, and far from any clip."""
    return hypothesis_numpy.arrays(np.float64, size, elements=eighths(0.125, 0.875), fill=st.nothing())


@st.composite
def labelled(draw: st.DrawFn, min_rows: int = 1, max_rows: int = 4, *, soft: bool = False) -> Labelled:
    """Labels of two classes and predicted probabilities, (y_true, y_pred), both (n,); soft labels are between 0 and 1.

    No label is equal to its prediction, so no element of the gradient is 0.
    """
    rows = draw(st.integers(min_rows, max_rows))
    # Sixteenths between the eighths of the predictions, or 0 and 1.
    labels = st.integers(0, 7).map(lambda count: (2 * count + 1) / 16) if soft else st.sampled_from([0.0, 1.0])
    y_true = draw(hypothesis_numpy.arrays(np.float64, rows, elements=labels, fill=st.nothing()))
    return y_true, draw(probabilities(rows))


def logits(min_rows: int = 1, max_rows: int = 3, max_classes: int = 4) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays (n, k), k from 2, of multiples of 1/8 from -4 to 4."""
    shapes = st.tuples(st.integers(min_rows, max_rows), st.integers(2, max_classes))
    return shapes.flatmap(vectors)


@st.composite
def labels_for(draw: st.DrawFn, shape: tuple[int, ...], *, soft: bool = False) -> np.ndarray[Any, Any]:
    """Labels (n, k) whose rows add up to 1: one-hot or soft, and then all above 0."""
    rows, classes = shape
    if soft:
        return _shares(draw, shape)
    chosen = draw(st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows))
    return np.array([[float(column == label) for column in range(classes)] for label in chosen])


@st.composite
def classified(draw: st.DrawFn, min_rows: int = 1, max_rows: int = 3, *, soft: bool = False) -> Labelled:
    """Labels of 2 to 4 classes and predicted probabilities, (y_true, y_pred), both (n, k); each row adds up to 1."""
    shape = draw(st.tuples(st.integers(min_rows, max_rows), st.integers(2, 4)))
    return draw(labels_for(shape, soft=soft)), _shares(draw, shape)


@st.composite
def scored(draw: st.DrawFn, min_rows: int = 1, max_rows: int = 3, *, soft: bool = False) -> Labelled:
    """Logits and labels of 2 to 4 classes, (logits, y_true), both (n, k)."""
    values = draw(logits(min_rows, max_rows))
    return values, draw(labels_for(values.shape, soft=soft))


def _shares(draw: st.DrawFn, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    counts: np.ndarray[Any, Any]
    counts = draw(hypothesis_numpy.arrays(np.float64, shape, elements=st.integers(1, 8).map(float), fill=st.nothing()))
    return counts / counts.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


# --- 04_neural_network ---

Arrays = list[np.ndarray[Any, Any]]
Network = tuple[Arrays, np.ndarray[Any, Any], np.ndarray[Any, Any]]


@st.composite
def networks(
    draw: st.DrawFn, min_layers: int = 1, max_layers: int = 3, min_rows: int = 1, max_rows: int = 4
) -> Network:
    """Parameters, rows and one-hot targets of a network, (parameters, x, y), small enough that no tanh is flat.

    Features and hidden nodes are 1 to 3, classes 2 or 3; parameters are multiples of 1/10 between -1 and 1, features
    between -2 and 2, so that a detour through float32 shows (see `tenths`). Only the sizes and one seed are drawn,
    because shrinking some thirty numbers one by one would take seconds and end in zeros, where mistakes hide.
    """
    layers = draw(st.integers(min_layers, max_layers))
    sizes = [*(draw(st.integers(1, 3)) for _ in range(layers)), draw(st.integers(2, 3))]
    rows = draw(st.integers(min_rows, max_rows))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    shapes = [shape for inputs, outputs in itertools.pairwise(sizes) for shape in ((inputs, outputs), (outputs,))]
    parameters: Arrays = [rng.integers(-10, 11, shape) / 10 for shape in shapes]
    x = rng.integers(-20, 21, (rows, sizes[0])) / 10
    return parameters, x, np.eye(sizes[-1])[rng.integers(0, sizes[-1], rows)]


@st.composite
def optimiser_steps(draw: st.DrawFn, min_steps: int = 1, max_steps: int = 1) -> tuple[Arrays, list[Arrays]]:
    """Parameters, and for each step gradients of the same shapes, multiples of 1/10; none is nearer to 0 than 1/5."""
    shapes = draw(st.sampled_from([((2,),), ((1, 2), (2,)), ((2, 1), (1,), (1, 2))]))
    slopes = tenths(-4, 4).filter(lambda slope: abs(slope) > 0.1)
    steps = draw(st.integers(min_steps, max_steps))
    gradients = [
        [draw(hypothesis_numpy.arrays(np.float64, shape, elements=slopes, fill=st.nothing())) for shape in shapes]
        for _ in range(steps)
    ]
    parameters = [
        draw(hypothesis_numpy.arrays(np.float64, shape, elements=tenths(-4, 4), fill=st.nothing())) for shape in shapes
    ]
    return parameters, gradients


# --- 06_boston_kfold ---


@st.composite
def fold_counts(draw: st.DrawFn, max_rows: int = 40, *, even: bool | None = None) -> tuple[int, int]:
    """A number of rows and of folds, (n, k) with 2 <= k <= n; k divides n, never does, or either (`even` is None)."""
    k = draw(st.integers(2, 7))
    if even:
        return k * draw(st.integers(1, max_rows // k)), k
    left_over = draw(st.integers(0 if even is None else 1, k - 1))
    return k * draw(st.integers(1, max_rows // k)) + left_over, k


def tables(min_rows: int = 1, max_rows: int = 6) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays (n, d), d from 1 to 3, of multiples of 1/8: a constant column has a standard deviation of exactly 0."""
    return st.tuples(st.integers(min_rows, max_rows), st.integers(1, 3)).flatmap(vectors)


@st.composite
def standardisations(draw: st.DrawFn) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Rows (n, d) with a mean and a positive standard deviation, both (d,), that are not their own."""
    x = draw(tables())
    size = x.shape[1]
    deviations = hypothesis_numpy.arrays(np.float64, size, elements=eighths(0.25, 4), fill=st.nothing())
    return x, draw(vectors(size)), draw(deviations)
