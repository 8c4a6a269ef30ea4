"""A failed check in words, as plain text: what the terminal, pytest and the Markdown feedback show."""

from __future__ import annotations

from autograder.language import translate
from autograder.results import CheckResult


def explain(check: CheckResult) -> list[str]:
    """The lines below a failed check's requirement: message, calls with their outcomes, expectation, likely cause."""
    lines = [check.message] if check.message else []
    example = check.counterexample
    if example is None:
        return lines
    for shown in example.calls:
        lines.append(f"    {shown.call}")
        lines.append(f"        {shown.outcome}")
    if example.expected is not None:
        lines.append("    " + translate("expected {value}").format(value=example.expected))
    if example.likely_cause is not None:
        lines.append(translate("Likely cause: {cause}.").format(cause=example.likely_cause))
    return lines
