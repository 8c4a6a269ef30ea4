"""Frozen examples: what Hypothesis would try, generated once and replayed for every submission.

Checks are derandomised, so Hypothesis tries the same examples on every submission, and making them costs far more
than the calls. While grading, they are recorded once and replayed in a plain loop. When one fails, Hypothesis itself
runs with the same seed, meets the same failure and shrinks it. The verdict is Hypothesis's own; only the time
differs.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import inspect
import os
import pickle
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np

Examples = list[dict[str, Any]]


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
    """A digest that changes whenever the examples of `test` could: of its module, the strategies and the libraries.

    `support` is a digest of the files that the test's strategies come from.
    """
    module = inspect.getmodule(test)
    source = inspect.getsource(module) if module else inspect.getsource(test)
    parts = (
        test.__qualname__,
        source,
        support,
        hypothesis.__version__,
        np.__version__,
        platform.python_version(),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class ExampleCache:
    """Recorded examples, in memory and on disk. Only the grader writes there: the files are pickles of its own."""

    def __init__(self, folder: Path, support: str) -> None:
        """`folder` need not exist. `support` is described at `key`."""
        self._folder = folder
        self._support = support
        self._memory: dict[str, Examples] = {}

    def get(self, test: Any) -> Examples:
        """The examples of `test`, recorded now when they are not known yet. Do not change them: copy first."""
        name = key(test, self._support)
        if name not in self._memory:
            self._memory[name] = self._load(name) or self._make(name, test)
        return self._memory[name]

    def _load(self, name: str) -> Examples | None:
        try:
            examples: Examples = pickle.loads((self._folder / name).read_bytes())  # noqa: S301  written by _make
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
            return None
        return examples

    def _make(self, name: str, test: Any) -> Examples:
        examples = record(test)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(pickle.dumps(examples))
            Path(file.name).replace(self._folder / name)
        except OSError:
            pass  # a read-only or full disk only costs the time of recording again
        return examples


def replay(test: Any, examples: Examples, fixtures: dict[str, Any]) -> None:
    """Run the Hypothesis test `test` on recorded examples; on a failure let Hypothesis find and shrink it.

    Raises what the test raises. A failure that Hypothesis does not meet again is raised as it was met here.
    """
    inner: Callable[..., None] = test.hypothesis.inner_test
    for example in examples:
        try:
            inner(**copy.deepcopy(example), **fixtures)
        except Exception as failure:
            test(**fixtures)
            raise failure
