"""Exceptions that beginners meet are told a likely cause; what NumPy says today is recognised as it is."""

from __future__ import annotations

import pytest

from autograder.exception_causes import cause_of
from autograder.submission import Raised

BEGINNING = "import math\nimport numpy as np\nx = np.array([1.0, -1.0])\n"


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("1 if x > 0 else 0", "np.where"),
        ("math.exp(x)", "`math`"),
        ("len(np.float64(1))", "single number"),
        ("len(np.array(1.0))", "single number"),
        ("y = 1.5\n[each for each in y]", "single number"),
        ("y = 1.5\ny[0]", "single number"),
        ("x.flags.writeable = False\nx[0] = 1", "copy"),
        ("x + np.ones(3)", "shapes"),
        ("x @ np.ones((3, 2))", "shapes"),
        ("np.dot(x, np.ones(3))", "shapes"),
        ("x.reshape(3, -1)", "reshape"),
        ("x[:0].reshape(0, -1)", "reshape"),
        ("del np\nnp.exp(1)", "import numpy"),
        ("sigmod(x)", "misspelt"),
        ("def f():\n    if len(x) > 2:\n        y = 1\n    return y\nf()", "branch"),
        ("def f(x):\n    return f(x)\nf(x)", "calls itself"),
        ("1 / 0", "divisor"),
        ("def f(x):\n    x + 1\n2 * f(x)", "return"),
        ("def f(x):\n    return x\nf()", "arguments"),
        ("[1, 2][2]", "indices"),
        ("x[2]", "indices"),
        ("[1.0].mean()", "np.asarray"),
        ("y = np.array([1, 2])\ny += x", "integers"),
    ],
)
def test_a_beginners_exception_is_explained(code: str, cause: str):
    with pytest.raises(Exception) as caught:  # noqa: PT011  each has its own type
        exec(BEGINNING + code, {})  # noqa: S102  the text above
    found = cause_of(Raised(type(caught.value).__name__, str(caught.value)))
    assert found is not None, repr(caught.value)
    assert cause in found


def test_what_says_enough_is_left_alone():
    for error in (ValueError("labels must be 0 or 1"), KeyError("w"), NotImplementedError("sigmoid: not written yet")):
        assert cause_of(Raised(type(error).__name__, str(error))) is None


def test_text_that_is_added_to_numbers_is_not_called_an_integer():
    with pytest.raises(TypeError) as caught:
        exec(BEGINNING + "x + 'a'", {})  # noqa: S102
    assert "integers" not in (cause_of(Raised(type(caught.value).__name__, str(caught.value))) or "")
