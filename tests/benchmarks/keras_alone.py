"""What building, training and predicting cost by themselves: the calls that the checks of 05 make, in this process.

    python -m tests.benchmarks.keras_alone     prints the seconds of each function as JSON; the import is not counted

The student's functions and the making of the models that they are given are counted, and nothing of the checks.
"""

from __future__ import annotations

import inspect
import json
import time
from collections import Counter

import keras  # noqa: F401  not counted
from hypothesis import is_hypothesis_test

from autograder.course import load_course
from autograder.course_folder import OWN
from autograder.examples import examples_of
from autograder.replay import replay
from autograder.runner import course_secret
from autograder.submission import LocalSubmission
from tests.benchmarks.classes import KERAS
from tests.benchmarks.properties import ROOT, properties

ASSIGNMENT = "05_fashion_mnist"


class Timed(LocalSubmission):
    """A submission that knows how long its functions took."""

    spent: Counter[str]

    def call(self, function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        began = time.perf_counter()
        try:
            return super().call(function, args, kwargs)
        finally:
            self.spent[function] += time.perf_counter() - began  # type: ignore[assignment]

    def tool(self, name: str, *args: object) -> object:
        began = time.perf_counter()
        try:
            return super().tool(name, *args)
        finally:
            self.spent[f"{name} (ours)"] += time.perf_counter() - began  # type: ignore[assignment]


def main() -> None:
    """Run every check once."""
    from autograder.sandbox import models  # noqa: F401  not counted

    examples = examples_of(OWN)
    training = load_course().find(ASSIGNMENT).training_on("cpu", course_secret(ROOT / "course.secret"))
    submission = Timed(KERAS)
    submission.spent = Counter()
    for check in properties(ASSIGNMENT):
        fixtures = {"submission": submission, "training": training}
        wanted = {name: fixtures[name] for name in inspect.signature(check.function).parameters if name in fixtures}
        submission.forget_calls()
        if is_hypothesis_test(check.function):
            replay(check.function, examples.get(check.function), {"submission": submission}, shrinks=None)
        else:
            check.function(**wanted)
    print(json.dumps(submission.spent))


if __name__ == "__main__":
    main()
