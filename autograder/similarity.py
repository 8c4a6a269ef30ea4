"""How alike submissions are, less what the stub gave them: for an instructor to look at, never for a grade.

copydetect compares the code as tokens, without comments and with all names alike, so that renaming and reordering
change little. Code is read as text only: nothing of it is run.
"""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from copydetect import CodeFingerprint, compare_files  # type: ignore[import-untyped]
from copydetect.utils import get_token_coverage  # type: ignore[import-untyped]

from autograder.showing import clean
from autograder.submitted import Submitted

MAX_BYTES = 2**16  # of a submission; the largest honest one so far has 12 KB
# Characters of a passage, after all names have become one letter; shorter passages are alike by chance.
PASSAGE = 40
LEAST = 200  # such characters of one's own, beside the stub: less is no basis for a comparison
# In the sample class, independent solutions of 01, 02 and 03 share at most two thirds; copies with other names and in
# another order share nine tenths and more. Of a task as small as 00, independent solutions may, too.
STANDS_OUT = 0.8
MOST_PAIRS = 50  # shown side by side


@dataclass(frozen=True)
class Passage:
    """A stretch of code, and whether the other submission has it as well."""

    text: str
    shared: bool


@dataclass(frozen=True)
class Side:
    """One of a pair: its code, cut where shared passages begin and end, and their share of it in whole percents."""

    student: str
    share: int
    passages: tuple[Passage, ...] = field(repr=False)


@dataclass(frozen=True)
class Pair:
    """Two submissions; `percent` is the share of the one of which more is in the other."""

    percent: int
    stands_out: bool
    first: Side
    second: Side


@dataclass(frozen=True)
class LeftOut:
    """A submission that was not compared, and why, in a sentence."""

    student: str
    why: str


@dataclass(frozen=True)
class Comparison:
    """The submissions to one assignment, compared: the pairs that share most, and what the others share.

    `standing_out` counts all pairs that do, also those that are not among `pairs`.
    """

    assignment: str
    compared: int
    left_out: tuple[LeftOut, ...]
    pairs: tuple[Pair, ...]
    standing_out: int
    median: int  # of all pairs, in percents


@dataclass(frozen=True)
class _Code:
    student: str
    text: str
    fingerprint: Any


def compare(assignment: str, submissions: Iterable[Submitted], stub: str) -> Comparison:
    """Compare every submission with every other one; passages of the `stub` do not count."""
    given = _fingerprint(stub)
    codes, left_out = [], []
    for each in sorted(submissions, key=lambda each: each.student):
        code = _code(each, given)
        if isinstance(code, LeftOut):
            left_out.append(code)
        else:
            codes.append(code)
    shares = [(_shares(one, other), one, other) for one, other in combinations(codes, 2)]
    highest = [max(both) for both, _, _ in shares]
    # The sort is stable: equal pairs stay in the order of their students' names.
    ranked = sorted(shares, key=lambda each: (-max(each[0]), -min(each[0])))
    return Comparison(
        assignment,
        len(codes),
        tuple(left_out),
        tuple(_pair(one, other) for both, one, other in ranked[:MOST_PAIRS] if max(both) > 0),
        sum(share >= STANDS_OUT for share in highest),
        _percent(statistics.median(highest)) if highest else 0,
    )


def _code(submitted: Submitted, stub: Any) -> _Code | LeftOut:
    """A submission ready to be compared: all of its files, the module first."""
    name = submitted.student
    if submitted.problem:
        return LeftOut(name, submitted.problem)
    if sum(map(len, submitted.files.values())) > MAX_BYTES:
        return LeftOut(name, f"It is larger than {MAX_BYTES >> 10} KB: look at it yourself.")
    module = f"{submitted.module}.py"
    others = sorted(file for file in submitted.files if file != module)
    try:
        texts = [submitted.files[file].decode("utf-8-sig") for file in (module, *others)]
    except UnicodeDecodeError:
        return LeftOut(name, "It is not UTF-8 text: look at it yourself.")
    text = clean("\n\n".join(texts), MAX_BYTES)
    fingerprint = _fingerprint(text)
    _take_out(stub, fingerprint)
    if fingerprint.token_coverage < LEAST:
        return LeftOut(name, "It has too little code beside the stub.")
    return _Code(name, text, fingerprint)


def _fingerprint(text: str) -> Any:
    # A window of 1 keeps every passage: which ones a wider window keeps depends on Python's seed for hashes.
    return CodeFingerprint("submission.py", PASSAGE, 1, language="python", fp=io.StringIO(text))


def _take_out(stub: Any, fingerprint: Any) -> None:
    """Forget the passages of the stub. copydetect does so, too, but takes a passage that is there twice for one."""
    own = {hash_: places for hash_, places in fingerprint.hash_idx.items() if hash_ not in stub.hashes}
    fingerprint.hashes, fingerprint.hash_idx = set(own), own
    fingerprint.token_coverage = int(get_token_coverage(own, PASSAGE, len(fingerprint.filtered_code)))


def _shares(one: _Code, other: _Code) -> tuple[float, float]:
    """The shares of both codes that are in the other, in [0, 1]."""
    _, (first, second), _ = compare_files(one.fingerprint, other.fingerprint)
    return min(float(first), 1.0), min(float(second), 1.0)


def _percent(share: float) -> int:
    return int(100 * share)  # rounded down, so that 100 means all


def _pair(one: _Code, other: _Code) -> Pair:
    first, second = _shares(one, other)
    _, _, slices = compare_files(one.fingerprint, other.fingerprint)
    return Pair(
        _percent(max(first, second)),
        max(first, second) >= STANDS_OUT,
        Side(one.student, _percent(first), _passages(one.text, slices[0])),
        Side(other.student, _percent(second), _passages(other.text, slices[1])),
    )


def _passages(text: str, slices: Any) -> tuple[Passage, ...]:
    """`text` cut at the beginnings and ends in `slices`; together they are `text` again, whatever is in there."""
    bounds = np.asarray(slices, dtype=int).reshape(2, -1) if np.size(slices) else np.zeros((2, 0), dtype=int)
    cuts, done = [], 0
    for place in bounds.T[np.argsort(bounds[0])].ravel().tolist():
        done = min(max(place, done), len(text))
        cuts.append(done)
    ends = [*cuts, len(text)]
    parts = [text[start:end] for start, end in zip([0, *cuts], ends, strict=True)]
    return tuple(Passage(part, index % 2 == 1) for index, part in enumerate(parts) if part)
