"""The end of a check that runs too long in a student's own process, whatever the student's code catches.

A convenience for students, who would otherwise stare at a silent terminal; grading keeps its deadlines outside the
submission's process.
"""

from __future__ import annotations

import gc
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from autograder.language import translate
from autograder.results import CheckStatus
from autograder.sandbox.observe import is_in_a_call
from autograder.submission import SubmissionFault

_AGAIN_SECONDS = 0.5  # until a time limit that was caught comes again
_INSISTING_SECONDS = 0.1  # until it does where a call goes on
_ASIDE_SECONDS = 5  # a time limit waits for what the interpreter does on the way


class _Limit:
    """What happens when the time is over: a fault, again and again until one is not caught."""

    in_force: _Limit | None = None

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._latest = time.monotonic() + seconds + _ASIDE_SECONDS
        self.fault: SubmissionFault | None = None

    def stop(self, number: int, frame: FrameType | None) -> None:
        """The handler of the alarm. Raises the fault."""
        if _is_unheard(frame) and time.monotonic() < self._latest:
            signal.setitimer(signal.ITIMER_REAL, 1e-3, _AGAIN_SECONDS)
            return
        if self.fault is None:
            self.fault = SubmissionFault(CheckStatus.TIMEOUT, self._sentence(frame))
        elif not is_in_a_call(frame):
            return  # the one before has ended the call, or `unless_caught` will see that it was caught
        else:
            self.tell_of_catching()
            gc.disable()  # what a collection calls would swallow the fault, and say so
            # So soon, and at no regular distance, that one comes after an `except:` and before the next `try`.
            soon = 1e-6 * (1 + time.perf_counter_ns() % 50)
            signal.setitimer(signal.ITIMER_REAL, soon, _INSISTING_SECONDS)
        raise self.fault.with_traceback(None)  # without the way of the times before

    def tell_of_catching(self) -> None:
        """Let the fault say that it was caught."""
        assert self.fault is not None
        hint = translate("An `except:` that names no error catches even the end of the time: name the errors.")
        if not self.fault.sentence.endswith(hint):
            self.fault.sentence += f" {hint}"

    def _sentence(self, frame: FrameType | None) -> str:
        sentence = translate("Still running after {seconds} s: is there a loop that never ends?")
        if frame is None:
            return sentence.format(seconds=self._seconds)
        place = translate("It was in {file}, line {line}.")
        at = place.format(file=Path(frame.f_code.co_filename).name, line=frame.f_lineno)
        return f"{sentence.format(seconds=self._seconds)} {at}"


def _is_unheard(frame: FrameType | None) -> bool:
    """Whether nobody hears of an exception in `frame`: it is in a destructor, or in what a garbage collection calls."""
    callbacks = {getattr(each, "__code__", None) for each in gc.callbacks}  # Hypothesis has one
    while frame is not None and frame.f_code.co_name != "__del__" and frame.f_code not in callbacks:
        frame = frame.f_back
    return frame is not None


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise a timeout fault in the main thread after `seconds`, where the system has SIGALRM.

    Code that catches the fault meets it again; where it goes on in a call that never ends, very often.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    limit, collects_garbage = _Limit(seconds), gc.isenabled()
    _Limit.in_force = limit
    before = signal.signal(signal.SIGALRM, limit.stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        _Limit.in_force = None
        if collects_garbage:
            gc.enable()


def unless_caught(raised: BaseException | None) -> BaseException | None:
    """What a call has `raised`, or the fault of the time limit that it has caught instead."""
    limit = _Limit.in_force
    if limit is None or limit.fault is None or raised is limit.fault:
        return raised
    limit.tell_of_catching()
    return limit.fault
