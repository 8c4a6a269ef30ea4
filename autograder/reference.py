"""The solution as an oracle, for checks that compare a submission with it.

The quickest oracle to have, and the weakest: a mistake in the solution is a mistake in the check. A formula written in
another way, or a library, is better.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from autograder.course_folder import folder_around


def reference_for(test_file: str) -> ModuleType:
    """The solution of the module that `test_file` checks, test_<module>.py. Raises FileNotFoundError without any."""
    module = Path(test_file).stem.removeprefix("test_")
    solutions = folder_around(Path(test_file)).solutions
    found = sorted(solutions.glob(f"*/{module}.py"))
    if not found:
        raise FileNotFoundError(f"There is no {module}.py in {solutions}.")
    spec = importlib.util.spec_from_file_location(f"reference_{module}", found[0])
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
