"""Values and calls as short text that a student can paste into Python to see the failure again."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import numpy as np

MAX_TEXT = 400  # characters of one shown value: enough for a shrunk example, short enough for one look
_DIRECTION_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ANSI_ESCAPE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?", re.DOTALL)


def clean(text: str, limit: int = 2000) -> str:
    """Student-controlled text made safe to show: no control or bidirectional characters, at most `limit` characters.

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
    body = np.array2string(value, separator=", ", threshold=24, edgeitems=4, max_line_width=10**6, formatter=shortest)
    body = re.sub(r"\s*\n\s*", " ", body)
    shape = f" of shape {value.shape}" if "..." in body else ""
    return f"np.array({body}{dtype}){shape}"


def show(value: object) -> str:
    """`value` as one line of Python, shortened to `MAX_TEXT` characters."""
    if isinstance(value, np.ndarray):
        text = _array(value)
    elif isinstance(value, np.generic) and not isinstance(value, np.bool_ | np.str_ | np.bytes_):
        text = f"np.{value.dtype.name}({_number(float(str(value))) if isinstance(value, np.floating) else value})"
    elif isinstance(value, bool | np.bool_):
        text = str(bool(value))
    elif isinstance(value, float):
        text = _number(value)
    elif isinstance(value, tuple | list):
        inside = ", ".join(show(each) for each in value[:24]) + (", ..." if len(value) > 24 else "")
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        text = f"({inside}{comma})" if isinstance(value, tuple) else f"[{inside}]"
    elif isinstance(value, dict):
        text = "{" + ", ".join(f"{show(key)}: {show(each)}" for key, each in list(value.items())[:24]) + "}"
    elif callable(value) and hasattr(value, "__name__"):
        text = str(value.__name__)
    else:
        text = clean(repr(value), MAX_TEXT)
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " …"


def show_call(function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> str:
    """The call as it would be typed: `mse(np.array([1.0]), np.array([1.0]), w=0.0)`."""
    inside = [show(each) for each in args] + [f"{name}={show(each)}" for name, each in kwargs.items()]
    return f"{function}({', '.join(inside)})"
