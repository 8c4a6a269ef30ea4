"""How small an error each check notices: the solution with every float it returns off by a known share.

Mutants show that a check is there; this shows how sharp it is. A tolerance that somebody makes wider, or a check that
is gone, is seen here even where other checks still kill every mutant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SIZES = tuple(10.0**-power for power in range(14, 0, -1))  # relative errors, the smallest first
_ACCEPT = "`verify --accept` keeps it so, if that is meant."
_OFF_BY = """


def _off_by(size):
    import functools

    import numpy as np

    def off(value):
        if isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
            return value * type(value)(1 + size) if isinstance(value, np.floating) else value * (1 + size)
        if isinstance(value, (list, tuple)):
            return type(value)(off(each) for each in value)
        if isinstance(value, dict):
            return {name: off(each) for name, each in value.items()}
        return value

    def around(function):
        @functools.wraps(function)
        def changed(*args, **kwargs):
            return off(function(*args, **kwargs))

        return changed

    for name in QUESTIONS:
        if name in globals():
            globals()[name] = around(globals()[name])


_off_by(SIZE)
"""


def off_by(source: str, questions: Iterable[str], size: float) -> str:
    """The module, with all floats that the functions of `questions` return multiplied by 1 + size; integers stay."""
    return source + _OFF_BY.replace("QUESTIONS", repr(tuple(questions))).replace("SIZE", repr(size))


def noticed(checks: Iterable[str], passed: Mapping[float, Iterable[str]]) -> dict[str, float | None]:
    """The smallest error that each check notices; None for one that notices none of them, such as a check of a dtype.

    `passed` holds for each size the checks that pass all the same.
    """
    still = {size: frozenset(names) for size, names in passed.items()}
    return {check: next((size for size in sorted(still) if check not in still[size]), None) for check in checks}


def weakened(before: Mapping[str, float | None], now: Mapping[str, float | None]) -> list[str]:
    """A sentence for each check that is gone, or notices only errors that are larger than before."""
    sentences = []
    for check, size in before.items():
        found = now.get(check)
        if check not in now:
            sentences.append(f"{check} is gone. {_ACCEPT}")
        elif size is not None and (found is None or found > 1.5 * size):
            later = f"only those from {found:.0e} on" if found is not None else "none"
            sentences.append(f"{check} noticed relative errors from {size:.0e} on, and notices {later} now. {_ACCEPT}")
    return sentences
