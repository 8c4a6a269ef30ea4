"""The data sets of the course, as NumPy arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def load_iris() -> tuple[Array, Array]:
    """Fisher's 150 iris flowers: four lengths of each in cm, and which of three species it is.

    Returns:
        (x, labels): x float64 (150, 4) with the sepal's length and width and the petal's length and width; labels
        int64 (150,), 0 for setosa, 1 for versicolor, 2 for virginica, 50 of each, in this order. New arrays each time.

    Raises:
        ImportError: scikit-learn, which the flowers come from, is not installed. The message says how to get it.
    """
    try:
        from sklearn import datasets  # type: ignore[import-untyped]
    except ImportError as error:
        raise ImportError(
            "The iris flowers come from scikit-learn, which is not installed: run `make setup`, "
            'or `python -m pip install "scikit-learn>=1.7"`.'
        ) from error
    iris = datasets.load_iris()
    return np.array(iris.data, np.float64), np.array(iris.target, np.int64)
