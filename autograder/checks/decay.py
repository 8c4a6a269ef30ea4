"""What both 01 and 04 require of decayed_learning_rate."""

from __future__ import annotations

from autograder.assertions import assert_close
from autograder.submission import Submission

LECTURE = (0.1, 0.0960, 0.0922, 0.0885, 0.0849, 0.0815)  # from 0.1, after 0, 1000, ... 5000 iterations


def assert_rates_of_the_lecture(submission: Submission) -> None:
    """Require the lecture's rates, to the four places that it rounds to."""
    for thousands, rate in enumerate(LECTURE):
        assert_close(submission.decayed_learning_rate(0.1, 1000 * thousands), rate, rtol=0, atol=0.5e-4)


def assert_starts_at_the_initial_rate(submission: Submission, initial: float) -> None:
    """Require the initial rate at iteration 0, and that rate times decay_rate after decay_steps iterations."""
    assert_close(submission.decayed_learning_rate(initial, 0), initial)
    assert_close(submission.decayed_learning_rate(initial, 300, decay_rate=0.5, decay_steps=300), initial / 2)
