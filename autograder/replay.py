"""A check on its frozen examples, with the verdict of Hypothesis in a fraction of its time.

When an example fails, the steps of Hypothesis from there to the smallest counterexample follow (`shrinking.py`). A
check that asks Hypothesis for something while it runs (`assume`, `target`) is left to Hypothesis.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis.errors import Flaky, HypothesisDeprecationWarning, HypothesisException

from autograder.examples import Examples, copied
from autograder.results import CheckStatus
from autograder.sandbox.transcripts import Transcripts
from autograder.shrinking import Shrinks, shrink
from autograder.submission import Submission, SubmissionFault


def replay(
    test: Any,
    examples: Examples,
    fixtures: dict[str, Any],
    known: Sequence[Transcripts] | None = None,
    start: int = 0,
    *,
    shrinks: Shrinks | None,
) -> None:
    """Run the Hypothesis test `test` on recorded examples; on a failure find the smallest counterexample.

    `fixtures` are the test's other arguments, the submission among them. `known` has what is known of each example;
    all before `start` are satisfied already, and `start` itself was followed as far as possible. `shrinks` has what is
    known of the steps to the smallest counterexample. Raises what the test raises. Without `shrinks`, a failure is
    raised as it was met first, with the calls that were made then, and so is one that does not come again, or from
    which the search comes to a call without an answer.
    """
    inner: Callable[..., None] = test.hypothesis.inner_test
    submission: Submission = fixtures["submission"]
    known = known or [Transcripts() for _ in examples]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", HypothesisDeprecationWarning)  # outside Hypothesis, `assume` only warns
            for place in range(start, len(examples)):
                if place > start and submission.follow_transcript(known[place]):
                    continue
                inner(**copied(examples[place]), **fixtures)
                submission.keep_transcript(known[place])
        return
    except HypothesisException:
        to_shrink = None
    except Exception as error:
        if shrinks is None:
            raise
        to_shrink = error
    # Not in the `except`: there, every error would have this one as its context, by which Hypothesis tells them apart.
    if to_shrink is None or shrinks is None:
        test(**fixtures)
        return
    calls = list(submission.calls)
    end = to_shrink
    try:
        with submission.search_for_smaller() as has_time:
            if has_time:
                shrink(test, examples, fixtures, place, to_shrink, shrinks)
    except SubmissionFault as fault:
        if fault.status is CheckStatus.GRADER_ERROR:
            raise
    except Exception as found:
        end = found
    if end is to_shrink or isinstance(end, Flaky):
        submission.calls[:] = calls  # those that failed
    raise end
