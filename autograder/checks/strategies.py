"""Hypothesis strategies that public and hidden checks share, so that the same kinds of input are tried everywhere.

Arrays are plain: C-contiguous, writeable float64 unless said otherwise. Strides, dtypes and read-only flags are varied
by the checks that are about them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hypothesis_numpy

# --- any assignment ---

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
