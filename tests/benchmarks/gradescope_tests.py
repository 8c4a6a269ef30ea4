"""What an instructor uploads to Gradescope: `run_tests.py`, with the checks as methods of one unittest.TestCase.

python -m tests.benchmarks.gradescope_tests MODULE     prints Gradescope's JSON
"""

from __future__ import annotations

import sys
import unittest
from collections.abc import Callable
from pathlib import Path

from gradescope_utils.autograder_utils.decorators import visibility, weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

from autograder.submission import LocalSubmission
from tests.benchmarks.properties import Property, properties, run


class Checks(unittest.TestCase):
    submission: LocalSubmission


def method(check: Property) -> Callable[[Checks], None]:
    @weight(float(check.points))
    @visibility("visible" if check.visibility == "public" else "hidden")
    def test(self: Checks) -> None:
        run(check, self.submission)

    test.__doc__ = check.function.__doc__
    return test


def main() -> None:
    Checks.submission = LocalSubmission(Path(sys.argv[1]))
    for check in properties():
        setattr(Checks, f"test_{check.visibility}_{check.id}", method(check))
    JSONTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(Checks))


if __name__ == "__main__":
    main()
