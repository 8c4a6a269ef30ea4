"""What usually leads to an exception in a first course with NumPy: said beside the exception itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.language import translate
from autograder.submission import Raised


def cause_of(raised: Raised) -> str | None:
    """A likely cause of an exception, in the chosen language; None for one that says enough itself."""
    for type_name, pattern, cause in _known():
        if re.fullmatch(type_name, raised.type_name) and re.search(pattern, raised.message):
            return cause
    return None


def _known() -> Iterator[tuple[str, str, str]]:
    """The type of an exception, what its message holds (in all versions of NumPy and Python), and a cause."""
    yield (
        "ValueError",
        r"truth value of an array",
        translate(
            "`if`, `and` and `or` decide about one number; for arrays there are np.where and masks like x[x > 0]"
        ),
    )
    yield (
        "TypeError",
        r"only (0-dimensional|length-1|size-1|integer scalar) arrays",
        translate("functions of `math` and float() take one number; those of NumPy take arrays, too"),
    )
    yield (
        "TypeError",
        r"len\(\)|0-d|'(float|int|numpy\.float64)' object is not (iterable|subscriptable)",
        translate("the argument may be a single number as well, which has no length and no items"),
    )
    yield (
        "ValueError",
        r"read-only",
        translate("the function changes its argument; work on a copy, x.copy(), or on a new array"),
    )
    yield (
        "ValueError",
        r"broadcast|not aligned|mismatch in its core dimension",
        translate("these shapes do not go together; print them, and see which axis has which length"),
    )
    yield (
        "ValueError",
        r"cannot reshape",
        translate("reshape keeps the number of items, and -1 stands for one length that follows"),
    )
    yield "NameError", r"name 'np' is not", translate("`import numpy as np` is missing at the top of the module")
    yield "NameError", r"is not defined", translate("a name is misspelt, or used before it has a value")
    yield "UnboundLocalError", r"", translate("a variable gets its value in a branch or a loop that was not entered")
    yield "RuntimeError", r"[Ss]eed", translate("keras.utils.set_random_seed(seed) is missing before the model is made")
    yield "RecursionError", r"", translate("the function calls itself without an end")
    yield "ZeroDivisionError", r"", translate("the divisor is 0 for this input")
    yield "TypeError", r"NoneType", translate("a function that is used here ends without a return statement")
    yield (
        "TypeError",
        r"missing \d+ required|unexpected keyword|takes \d+ positional",
        translate("a function is called with other arguments than it takes"),
    )
    yield "IndexError", r"out of (bounds|range)", translate("indices begin at 0, so the last one is the length minus 1")
    yield (
        "AttributeError",
        r"'(float|int|list|tuple)' object has no attribute",
        translate("this is not an array; np.asarray makes one of it"),
    )
    yield (
        "_?UFunc.*",
        r"Cannot cast",
        translate("an array of integers cannot hold fractions; make it float64 first"),
    )
