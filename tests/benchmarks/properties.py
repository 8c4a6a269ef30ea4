"""The checks of 02_activations as plain functions, for graders that know nothing of Descent.

The functions are the very ones that Descent runs, with the same settings of Hypothesis. They run beside the student's
code here, in one process: that is how the other tools work.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from hypothesis import settings

from autograder import plugin
from autograder.submission import ImportFailure, LocalSubmission, Submission

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "02_activations"


@dataclass(frozen=True)
class Property:
    """One check. `needs` names checks of the same file without which it says nothing."""

    id: str
    visibility: str
    question: str
    points: Fraction
    needs: tuple[str, ...]
    function: Callable[..., None]

    @property
    def key(self) -> tuple[str, str]:
        return self.visibility, self.id


@cache
def properties(assignment: str = ASSIGNMENT) -> tuple[Property, ...]:
    """Every public and hidden check, in the order of their files."""
    settings.load_profile("descent")  # of plugin; before the files: Hypothesis reads it where @given is applied
    module = f"test_{assignment[3:]}"
    files = {
        "public": ROOT / "assignments" / assignment / f"{module}.py",
        "hidden": ROOT / "autograder" / "checks" / f"{module}.py",
    }
    found = []
    with patch.object(plugin, "question", _question):  # pytest's marks are refused in a session that does not know them
        for visibility, file in files.items():
            for name, value in vars(_loaded(f"{visibility}_{module}", file)).items():
                if name.startswith("test_") and hasattr(value, "asked"):
                    found.append(Property(name, visibility, function=value, **value.asked))
    return tuple(found)


def _question(
    id: str, *, points: int | str | Fraction, needs: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The decorator that checks are marked with, in place of `plugin.question`."""

    def mark(function: Any) -> Callable[..., None]:
        function.asked = {"question": id, "points": Fraction(points), "needs": needs}
        return function  # type: ignore[no-any-return]

    return mark


def _loaded(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Defined(LocalSubmission):
    """A submission whose functions are already there: in a notebook's namespace, say."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        Submission.__init__(self, ASSIGNMENT[3:])
        self.folder = Path()
        self._module = ModuleType(self.module)
        vars(self._module).update(namespace)


def require(visibility: str, id: str, namespace: dict[str, Any]) -> None:
    """Run one check on the functions in `namespace`; raises an ordinary exception when it does not hold."""
    (found,) = (each for each in properties() if each.key == (visibility, id))
    run(found, Defined(namespace))


def run(check: Property, submission: LocalSubmission) -> None:
    """Run one check with its own Hypothesis; raises an ordinary exception when it does not hold."""
    try:
        check.function(submission=submission)
    except Exception:
        raise
    except BaseException as fault:  # a missing function, for example; other tools catch only Exception
        raise AssertionError(str(fault)) from fault


def opened(module: Path) -> LocalSubmission | None:
    """The module imported afresh; None where that fails."""
    try:
        return LocalSubmission(module)
    except ImportFailure:
        return None
