"""Values and calls as short text that a student can paste into Python to see the failure again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import numpy as np

MAX_TEXT = 400  # characters of one shown value: enough for a shrunk example, short enough for one look
_MAX_ITEMS = 24  # of a list
_MAX_NUMBERS = 512  # of an array with many axes, whose corners alone may be millions
_DIRECTION_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ANSI_ESCAPE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?", re.DOTALL)


def clean(text: str, limit: int = 2000) -> str:
    """Student-controlled text made safe to show: no control or bidirectional characters, and not long.

    At most `limit` characters, and an ellipsis where it was cut.
    Escape sequences, control characters other than newline and tab, characters that change the
    direction of writing and lone surrogates are removed. Escaping for HTML, CSV or Markdown is the report's part.
    """
    shortened = text[: 4 * limit]
    without_escapes = _ANSI_ESCAPE.sub("", shortened).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        char
        for char in without_escapes
        if char in "\n\t" or (unicodedata.category(char) not in ("Cc", "Cs") and char not in _DIRECTION_CONTROLS)
    )
    return kept if len(kept) <= limit and len(text) <= 4 * limit else kept[:limit] + " …"


def _number(value: float) -> str:
    if np.isnan(value):
        return "np.nan"
    if np.isinf(value):
        return "np.inf" if value > 0 else "-np.inf"
    return repr(float(value))


def _array(value: np.ndarray[Any, Any]) -> str:
    default_dtype = value.dtype in (np.dtype(float), np.dtype(int), np.dtype(bool))
    dtype = "" if default_dtype else f", dtype=np.{value.dtype.name}"
    if value.size == 0:
        return f"np.zeros({value.shape}{dtype})" if value.shape != (0,) else f"np.array([]{dtype})"
    shortest: Any = {"float_kind": lambda number: _number(float(str(number)))}  # float32 as 0.1, not 0.10000000149
    edge = 4
    while edge > 1 and (2 * edge) ** value.ndim > _MAX_NUMBERS:
        edge -= 1
    body = np.array2string(
        value, separator=", ", threshold=24, edgeitems=edge, max_line_width=10**6, formatter=shortest
    )
    body = re.sub(r"\s*\n\s*", " ", body)
    shape = f" of shape {value.shape}" if "..." in body else ""
    return f"np.array({body}{dtype}){shape}"


def show(value: object) -> str:
    """`value` as one line of Python, shortened to `MAX_TEXT` characters."""
    text = _show(value, MAX_TEXT)
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " …"


def _show(value: object, room: int) -> str:
    """`value` as text; of lists and their like no more than fits into `room` characters, however deep they are."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.generic) and not isinstance(value, np.bool_ | np.str_ | np.bytes_):
        return f"np.{value.dtype.name}({_number(float(str(value))) if isinstance(value, np.floating) else value})"
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, tuple | list):
        inside = _joined((("", each) for each in value), room)
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return f"({inside}{comma})" if isinstance(value, tuple) else f"[{inside}]"
    if isinstance(value, dict):
        return "{" + _joined(((f"{show(key)}: ", each) for key, each in value.items()), room) + "}"
    if callable(value) and hasattr(value, "__name__"):
        return str(value.__name__)
    return clean(repr(value), MAX_TEXT)


def _joined(items: Iterable[tuple[str, object]], room: int) -> str:
    """Labels and values, at most 24 of them, until there is no room."""
    text = ""
    for count, (label, value) in enumerate(items):
        if count == _MAX_ITEMS or len(text) > room:
            return f"{text}, ..."
        text += f"{', ' if count else ''}{label}{_show(value, room - len(text))}"
    return text


def show_call(function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> str:
    """The call as it would be typed: `mse(np.array([1.0]), np.array([1.0]), w=0.0)`."""
    inside = [show(each) for each in args] + [f"{name}={show(each)}" for name, each in kwargs.items()]
    return f"{function}({', '.join(inside)})"
