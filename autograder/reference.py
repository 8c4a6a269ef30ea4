"""The solution as an oracle, for checks that compare a submission with it.

The quickest oracle to have, and the weakest: a mistake in the solution is a mistake in the check. A formula written in
another way, or a library, is better.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from autograder.assertions import assert_alike
from autograder.checks.arguments import fresh
from autograder.course_folder import folder_around
from autograder.submission import Submission

ROUNDING = 1e-12  # where larger numbers cancel, the last digits of the result are theirs


def reference_for(test_file: str) -> ModuleType:
    """The solution of the module that `test_file` checks, test_<module>.py. Raises FileNotFoundError without any."""
    module = Path(test_file).stem.removeprefix("test_")
    solutions = folder_around(Path(test_file)).solutions
    found = sorted(solutions.glob(f"*/{module}.py"))
    if not found:
        raise FileNotFoundError(f"There is no {module}.py in {solutions}.")
    return load_module(found[0], f"reference_{module}")


def load_module(file: Path, name: str) -> ModuleType:
    """The module in a trusted file, under a name of its own. Raises whatever it raises."""
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[name] = loaded  # dataclasses look their module up
    try:
        spec.loader.exec_module(loaded)
    except BaseException:
        del sys.modules[name]
        raise
    return loaded


def assert_agrees(
    submission: Submission, reference: ModuleType, function: str, *arguments: object, atol: float = ROUNDING
) -> None:
    """Require that the submission's `function` returns what the reference's does, to rounding."""
    __tracebackhide__ = True
    expected = getattr(reference, function)(*fresh(*arguments))
    assert_alike(getattr(submission, function)(*fresh(*arguments)), expected, atol=atol)
