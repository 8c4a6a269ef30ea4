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
        lines.append(f"        {_in_words(shown.outcome)}")
    if example.expected is not None:
        lines.append("    " + translate("expected {value}").format(value=example.expected))
    if example.likely_cause is not None:
        lines.append(translate("Likely cause: {cause}.").format(cause=example.likely_cause))
    return lines


def _in_words(outcome: str) -> str:
    """The stored outcome ("returned 0.5", "raised ValueError: no", or a sentence) in the chosen language."""
    kind, _, rest = outcome.partition(" ")
    if kind == "returned":
        return translate("returned {value}").format(value=rest)
    return translate("raised {error}").format(error=rest) if kind == "raised" else outcome
