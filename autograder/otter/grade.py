"""`python -m autograder.otter.grade FOLDER FILE`: grades what Otter's plugin took, in the sandbox.

Runs in the unpacked zip, beside the settings that say what it grades, as `gradescope` does. FILE gets the results as
JSON; without a grade there is none, and the exit status is 1.
"""

from __future__ import annotations

import json
import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from autograder.explain import explain
from autograder.gradescope import PACKED, Fault, Packed, close_to_others, grade, sandbox_in_force
from autograder.intake import submission_at
from autograder.otter.question_files import further_checks
from autograder.reports.plain import harmless, one_line
from autograder.results import CheckResult, CheckStatus, QuestionResult, Result

_STUDENT = "submission"  # Otter's caller knows whose it is


def results_of(folder: Path) -> Result:
    """Grade what is in `folder`. Raises `Fault` when nothing can be graded here."""
    packed = Packed.load(PACKED)
    close_to_others(PACKED)
    empty = folder / "__init__.py"  # Otter makes one
    if empty.is_file() and not empty.stat().st_size:
        empty.unlink()
    submitted = submission_at(folder, _STUDENT, packed.assignment)
    result = grade(packed, submitted, sandbox_in_force(packed.course.folder.hidden))
    if not result.is_final:
        raise Fault(f"The grader failed on this submission, and it is not the student's fault. {result.message}")
    return result


def for_otter(result: Result) -> dict[str, Any]:
    """What the plugin needs of a result: texts to show, and points as exact strings."""
    return {
        "message": harmless(result.message),
        "questions": {
            question.id: {"points": str(question.points), "checks": _checks(question)} for question in result.questions
        },
    }


def _checks(question: QuestionResult) -> list[dict[str, Any]]:
    """The checks; beside the last public one stands, where it passes, that there are others."""
    hidden = [check for check in question.checks if check.visibility == "hidden"]
    further = further_checks(len(hidden), sum((check.max_points for check in hidden), Fraction(0)))
    shown = [_check(check) for check in question.checks]
    public = [each for each in shown if not each["hidden"]]
    if public:
        public[-1]["if_passed"] = further
    return shown


def _check(check: CheckResult) -> dict[str, Any]:
    passed = check.status is CheckStatus.PASSED
    lines = [check.note] if passed else explain(check)
    text = harmless("\n".join(lines))
    mark = "\N{WHITE HEAVY CHECK MARK}" if passed else "\N{CROSS MARK}"  # as Otter has them
    return {
        "name": one_line(check.requirement),
        "hidden": check.visibility == "hidden",
        "points": str(check.max_points),
        "passed": passed,
        "if_passed": None,
        "message": f"{mark} {text}".strip(),
    }


def main() -> int:
    """Grade a folder; the exit status."""
    folder, answer = Path(sys.argv[1]), Path(sys.argv[2])
    if (cache := PACKED / "cache").is_dir():  # recorded while an image was built
        os.environ["DESCENT_CACHE"] = str(cache)
    try:
        text = json.dumps(for_otter(results_of(folder)))
    except Fault as fault:
        print(fault, file=sys.stderr)  # stdout has the sandbox's lines
        return 1
    answer.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
