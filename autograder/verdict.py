"""Whose fault is it? Turns what a check raised into a status, a sentence and a counterexample."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis.errors import Flaky, HypothesisException

from autograder.assertions import CheckFailure
from autograder.exception_causes import cause_of
from autograder.language import translate
from autograder.results import CheckStatus, Counterexample, ShownCall
from autograder.showing import clean, show, show_call
from autograder.submission import Call, ImportFailure, Raised, StudentError, Submission, SubmissionFault, place_of

SHOWN_CALLS = 4  # the most calls a check makes per example is small; more would bury the one that matters


@dataclass(frozen=True)
class Verdict:
    """How a check ended, in the student's terms."""

    status: CheckStatus
    message: str = ""
    counterexample: Counterexample | None = None


PASSED = Verdict(CheckStatus.PASSED)


def _outcome(call: Call) -> str:
    if call.fault is not None:
        return call.fault
    if call.raised is not None:
        return (
            f"raised {call.raised.type_name}: {call.raised.message}"
            if call.raised.message
            else f"raised {call.raised.type_name}"
        )
    return f"returned {show(call.returned)}"


def counterexample(
    calls: list[Call], expected: str | None = None, likely_cause: str | None = None
) -> Counterexample | None:
    """The last calls of the current example as text; None when no call was made."""
    shown = tuple(
        ShownCall(show_call(call.function, call.args, call.kwargs), _outcome(call)) for call in calls[-SHOWN_CALLS:]
    )
    return Counterexample(shown, expected, likely_cause) if shown or expected or likely_cause else None


def raised_sentence(function: str, raised: Raised) -> str:
    """One sentence on an exception of the student's code, with the student's own line where it is known."""
    if raised.type_name in ("SystemExit", "KeyboardInterrupt"):
        sentence = translate("{function} ended the program ({error})").format(function=function, error=raised.type_name)
        return f"{sentence}{place_of(raised)}."
    detail = f": {raised.message}" if raised.message else ""
    sentence = translate("{function} raised {error}").format(function=function, error=raised.type_name)
    return f"{sentence}{place_of(raised)}{detail}"


def judge(error: BaseException, submission: Submission | None) -> Verdict:
    """The verdict for a check that ended with `error`; `submission` has the calls of the example on which it did.

    An error of the check itself, before any call was answered, is ours: GRADER_ERROR. After an answer it means that
    the answer cannot be worked with (None where an array is due, say) or is not what the check asserts, which is the
    submission's failure: the reference passes every check.
    """
    calls = submission.calls if submission is not None else []
    if isinstance(error, CheckFailure):
        return Verdict(CheckStatus.FAILED, error.problem, counterexample(calls, error.expected, error.likely_cause))
    if isinstance(error, SubmissionFault):
        endless = translate("a loop whose condition stays true, or far more steps than the task needs")
        cause = endless if error.status is CheckStatus.TIMEOUT else None
        return Verdict(error.status, error.sentence, counterexample(calls, likely_cause=cause))
    if isinstance(error, ImportFailure):
        return Verdict(CheckStatus.SKIPPED, str(error))
    raised = calls[-1].raised if calls else None
    if raised is not None and (isinstance(error, StudentError) or raised.type_name == type(error).__name__):
        sentence = raised_sentence(calls[-1].function, raised)
        return Verdict(CheckStatus.RAISED, sentence, counterexample(calls, likely_cause=cause_of(raised)))
    if isinstance(error, Flaky):
        sentence = translate(
            "The same input does not always give the same result; a function should depend on its arguments alone."
        )
        return Verdict(CheckStatus.FAILED, sentence, counterexample(calls))
    if calls and isinstance(error, AssertionError):
        sentence = translate("{function} does not do what the check asserts").format(function=calls[-1].function)
        detail = clean(str(error), 500).partition("\n")[0]  # of what pytest makes of an assertion, the first line
        sentence += f": {detail}" if detail else "."
        return Verdict(CheckStatus.FAILED, sentence, counterexample(calls))
    if calls and isinstance(error, Exception) and not isinstance(error, HypothesisException | OSError):
        reason = f"{type(error).__name__}: {clean(str(error), 200)}"
        sentence = translate("The check cannot work with what {function} returned ({reason}).")
        sentence = sentence.format(function=calls[-1].function, reason=reason)
        return Verdict(CheckStatus.FAILED, sentence, counterexample(calls))
    return Verdict(CheckStatus.GRADER_ERROR, f"{type(error).__name__}: {clean(str(error), 500)}")
