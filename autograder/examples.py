"""Frozen examples: what Hypothesis would try, generated once and replayed for every submission.

Checks are derandomised, so Hypothesis tries the same examples on every submission (see `plugin`), and making them costs
far more than the calls. They are recorded once and replayed in a plain loop (`replay.py`).
"""

from __future__ import annotations

import copy
import functools
import hashlib
import inspect
import io
import os
import pickle
import platform
import tempfile
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np

from autograder.course_folder import CourseFolder
from autograder.digests import digest_of
from autograder.environment import ROOT
from autograder.sandbox.observe import arrays_in
from autograder.sandbox.values import spread_out

Example = dict[str, Any]
Examples = list[Example]


def cache_folder() -> Path:
    """Where recorded examples are kept: `$DESCENT_CACHE`, else `descent` in the user's cache folder."""
    base = (
        os.environ.get("DESCENT_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "descent"
    )
    return Path(base) / "examples"


def record(test: Any) -> Examples:
    """The arguments of every example that Hypothesis tries on the test `test` when none fails."""
    examples: Examples = []
    inner = test.hypothesis.inner_test

    @functools.wraps(inner)  # the seed of a derandomised test is made from the inner function's source and name
    def recorder(*args: Any, **kwargs: Any) -> None:
        del kwargs["submission"]
        examples.append(kwargs)

    test.hypothesis.inner_test = recorder
    try:
        test(submission=None)
    finally:
        test.hypothesis.inner_test = inner
    return examples


def key(test: Any, support: str) -> str:
    """A digest of all that the examples of `test` depend on: its module, the strategies, the settings, the libraries.

    `support` is a digest of the files that the test's strategies come from.
    """
    module = inspect.getmodule(test)
    source = inspect.getsource(module) if module else inspect.getsource(test)
    parts = (
        test.__qualname__,
        source,
        support,
        repr(hypothesis.settings.default),
        Path(__file__).read_text(encoding="utf-8"),
        hypothesis.__version__,
        np.__version__,
        platform.python_version(),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _laid_out(array: np.ndarray[Any, Any], contiguous: bool, writeable: bool) -> np.ndarray[Any, Any]:
    """A copy of `array`: strided, or C- or Fortran-contiguous as `array` is."""
    laid_out = array.copy("K") if contiguous else spread_out(array)
    laid_out.flags.writeable = writeable
    return laid_out


def _is_contiguous(array: np.ndarray[Any, Any]) -> bool:
    return array.flags.c_contiguous or array.flags.f_contiguous


def copied(example: Example) -> Example:
    """A deep copy in which arrays keep their layout and stay read-only, which `copy.deepcopy` alone undoes."""
    arrays = {
        id(array): _laid_out(array, _is_contiguous(array), array.flags.writeable) for array in arrays_in((), example)
    }
    return copy.deepcopy(example, arrays)


class _Pickler(pickle.Pickler):
    """Pickles arrays with their layout; protocol 5 by itself keeps all of it but the gaps of a strided array."""

    def reducer_override(self, value: object) -> Any:
        if type(value) is not np.ndarray or _is_contiguous(value):
            return NotImplemented
        return _laid_out, (np.ascontiguousarray(value), False, value.flags.writeable)


def pickled(examples: Examples) -> bytes | None:
    """`examples` as bytes, or None when they hold something that cannot be pickled, such as a lambda."""
    file = io.BytesIO()
    try:
        _Pickler(file, protocol=5).dump(examples)
    except (pickle.PicklingError, TypeError, AttributeError):
        return None
    return file.getvalue()


class ExampleCache:
    """Recorded examples, in memory and on disk.

    The files are pickles of our own. No submission in a sandbox can write there; code that a student runs in a process
    of this account can, as it can do everything else.
    """

    def __init__(self, folder: Path, support: str) -> None:
        """`folder` need not exist. `support` is described at `key`."""
        self._folder = folder
        self._support = support
        self._memory: dict[Any, Examples] = {}

    def get(self, test: Any) -> Examples:
        """The examples of `test`, recorded now when they are not known yet. Do not change them: copy first."""
        if test not in self._memory:
            name = key(test, self._support)
            self._memory[test] = self._load(name) or self._make(name, test)
        return self._memory[test]

    def _load(self, name: str) -> Examples | None:
        try:
            examples: Examples = pickle.loads((self._folder / name).read_bytes())  # noqa: S301  written by _make
        except Exception:  # a broken pickle can raise anything
            return None
        good = isinstance(examples, list) and all(isinstance(example, dict) for example in examples)
        return examples if good else None

    def _make(self, name: str, test: Any) -> Examples:
        examples = record(test)
        content = pickled(examples)
        if content is None:
            return examples
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryDirectory(dir=self._folder) as folder:
                file = Path(folder) / name
                file.write_bytes(content)
                file.replace(self._folder / name)  # whole or not at all, when several graders record at once
        except OSError:
            pass  # a read-only or full disk only costs the time of recording again
        return examples


def examples_of(folder: CourseFolder) -> ExampleCache:
    """The recorded examples of a course's checks. Raises OSError where a module of their strategies cannot be read."""
    strategies = ROOT / "autograder" / "checks" / "strategies.py"
    ours = [strategies] if strategies.is_file() else []  # a release of a course elsewhere has what its checks import
    return ExampleCache(cache_folder(), digest_of([*ours, *folder.helpers()]))
