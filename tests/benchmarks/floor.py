"""The floor under any grader with these checks: call the student's functions on the recorded examples and compare.

One warm process, without a sandbox, pytest or Hypothesis. The module is imported afresh for every submission.

    python -m tests.benchmarks.floor MODULE...     prints the seconds of each as JSON
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from hypothesis import is_hypothesis_test

from autograder.course_folder import OWN
from autograder.examples import ExampleCache, examples_of
from autograder.replay import replay
from tests.benchmarks.properties import opened, properties


def verdicts(module: Path, examples: ExampleCache) -> dict[tuple[str, str], bool]:
    """Which checks pass. One that needs another which did not does not either."""
    submission = opened(module)
    passed: dict[tuple[str, str], bool] = {}
    for check in properties():
        passed[check.key] = False
        if submission is None or not all(passed[check.visibility, needed] for needed in check.needs):
            continue
        submission.forget_calls()
        try:
            if is_hypothesis_test(check.function):
                replay(check.function, examples.get(check.function), {"submission": submission}, shrinks=None)
            else:
                check.function(submission=submission)
        except BaseException as failure:
            if isinstance(failure, KeyboardInterrupt):
                raise
        else:
            passed[check.key] = True
    return passed


def main() -> None:
    """Judge every module named on the command line, once more for the first: it pays for what is made only once."""
    examples = examples_of(OWN)
    modules = [Path(each) for each in sys.argv[1:]]
    verdicts(modules[0], examples)
    seconds = []
    for module in modules:
        began = time.perf_counter()
        verdicts(module, examples)
        seconds.append(time.perf_counter() - began)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
