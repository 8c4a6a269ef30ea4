"""What a submission's workers are asked, one worker after another, and what can be asked in advance.

Requests and answers are anonymous frames here, as bytes; what they mean is known to `remote.py`.
"""

from __future__ import annotations

import io
import itertools
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from autograder.sandbox import wire
from autograder.sandbox.budget import Budget
from autograder.sandbox.connection import MAX_OUTPUT, Closed, Connection
from autograder.sandbox.host import Sandbox
from autograder.sandbox.meter import Exceeded, Meter, usage_below
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.sandbox.transcripts import Batch, Exchange, InAdvance, KnownCheck, Step, Transcripts, together
from autograder.sandbox.values import ProtocolError
from autograder.sandbox.wire import Frame, Limits, Piece

# What ends a conversation: a limit, the process, or an answer that is none.
BROKEN = (Exceeded, Closed, ProtocolError)


class Conversation:
    """The grader's side of all that is said between it and a submission.

    `workers` were begun so far, and those that are gone have used `spent` seconds of CPU time and `printed` bytes.
    While it `is_searching`, what is asked is not for the submission's verdict.
    """

    def __init__(self, sandbox: Sandbox, budget: Budget) -> None:
        self._sandbox, self._budget, self._limits = sandbox, budget, Limits()
        self._worker: Connection | None = None
        self.workers = 0
        self.spent = 0.0
        self._allowed = budget.submission_seconds  # of CPU time, for all workers together
        self._for_searches = budget.submission_seconds  # beside it
        self.is_searching = False
        self.printed = b""
        self.number = 0  # of the last frame that was sent
        # What the current example has asked, and was answered; None: something that cannot be repeated.
        self._example: list[Exchange] | None = []
        # What the worker was asked since its module was loaded, so that another can be brought to where it is; None: it
        # cannot be.
        self._asked: list[bytes] | None = None
        self._in_advance = True  # until an answer was not what was expected
        self.lost_a_call = False  # then the check alone says what is asked: what is known tells nothing of such a one
        # What `follow` has asked, and was answered.
        self._ahead: deque[tuple[bytes, bytes | Exception]] = deque()

    @property
    def is_open(self) -> bool:
        """Whether there is a worker."""
        return self._worker is not None

    def begin(self) -> None:
        """Start a worker. Raises `SandboxUnavailable`."""
        try:
            self._worker = Connection(self._sandbox, self._budget)
        except (OSError, ProtocolError) as error:
            raise SandboxUnavailable("The sandbox stopped answering.") from error
        self.workers += 1

    def load(self, pieces: list[Piece], meter: Meter) -> Frame:
        """Send the worker its module; the answer to that.

        Before it reads the module, a worker says that its walls are up. Raises `SandboxUnavailable` for one that does
        not: whatever ended it was not the submission. After that, raises what is in `BROKEN`.
        """
        assert self._worker is not None
        try:
            self._worker.send(pieces, meter)
            problem = self._worker.receive(meter, self._limits).body
        except BROKEN as failure:
            problem = f"{type(failure).__name__} {failure}".strip()
        if problem is not None:
            self.end()
            raise SandboxUnavailable(f"A worker of the sandbox could not build its walls ({problem}).")
        return self._next(meter)

    def loaded(self) -> None:
        """Note that the worker has its module: from here on, another one could be brought to where it is."""
        self._asked = []

    def end(self) -> bool:
        """Kill the worker and everything it left; the sandbox starts afresh where it cannot be cleaned.

        False when the sandbox itself was gone. Raises `SandboxUnavailable` when it cannot be started again.
        """
        if self._worker is None:
            return True
        self.spent += usage_below(self._sandbox.root_pid).cpu_seconds
        worker, self._worker = self._worker, None
        worker.close()
        self.printed = (self.printed + bytes(worker.printed))[:MAX_OUTPUT]
        return self._sandbox.renew_if_dirty()

    def meter(self, seconds: float) -> Meter:
        """A meter for calls that may take `seconds`, and what the submission as a whole has left."""
        remaining = self._allowed - self.spent
        return Meter(self._sandbox.root_pid, seconds, remaining, self._budget.memory_bytes)

    @property
    def is_used_up(self) -> bool:
        """Whether workers that are gone have used all the time that a submission may take."""
        return not self.is_searching and self.spent >= self._allowed

    @contextmanager
    def search(self) -> Iterator[bool]:
        """A search for a smaller counterexample: paid from a budget beside the submission's, and as large.

        Yields whether anything is left of it.
        """
        before, allowed = self._used(), self._allowed
        self._allowed, self.is_searching = before + self._for_searches, True
        try:
            yield self._for_searches > 0
        finally:
            took = self._used() - before
            self._allowed, self.is_searching = allowed + took, False
            self._for_searches -= took

    def _used(self) -> float:
        return self.spent + (usage_below(self._sandbox.root_pid).cpu_seconds if self._worker else 0.0)

    # --- one call at a time ---

    def ask(self, pieces: list[Piece], meter: Meter, repeatable: bool) -> Frame:
        """Send the frame numbered `number`; the first answer. What `follow` has asked already is not asked again.

        A `repeatable` exchange becomes part of the example's. Raises what is in `BROKEN`.
        """
        assert self._worker is not None
        if not repeatable or len(pieces) > 1:
            self._example, self._asked = None, None
            self._worker.expect_silence()
            return self.reply(pieces, meter)
        request = wire.anonymous(pieces[0])
        if self._ahead and self._ahead[0][0] == request:
            answer = self._ahead.popleft()[1]
            if isinstance(answer, Exception):
                raise answer
        else:
            self._ahead.clear()
            answer = self._ask(request, meter)
        if self._example is not None:
            self._example.append(Exchange(request, answer))
        return wire.decode(io.BytesIO(wire.numbered(answer, self.number)).read, self._limits)

    def reply(self, pieces: list[Piece], meter: Meter) -> Frame:
        """Send a frame that belongs to the open call, and return the next one. Raises what is in `BROKEN`."""
        assert self._worker is not None
        self._worker.send(pieces, meter)
        return self._next(meter)

    def _next(self, meter: Meter) -> Frame:
        """The next frame, which must belong to the open call."""
        assert self._worker is not None
        frame = self._worker.receive(meter, self._limits)
        if frame.call_id != self.number:
            raise ProtocolError("an answer to another call")
        return frame

    def _ask(self, request: bytes, meter: Meter, step: Step | None = None) -> bytes:
        assert self._worker is not None
        if self._asked is not None:
            self._asked.append(request)
        return self._worker.ask(request, self.number, meter, self._limits, step)

    # --- examples, and what is known of them ---

    def begin_example(self) -> None:
        """From here on, exchanges belong to another example."""
        self._example = []

    def forget_example(self) -> None:
        """The current example depends on more than on the answers to it: nobody can learn from it."""
        self._example = None

    def teach(self, known: Transcripts) -> None:
        """Let `known` learn the example, which satisfied its check.

        Not after a call was lost: then nothing is followed, and what is known already would be learnt again.
        """
        self._ahead.clear()
        if self._example is not None and not self.lost_a_call:
            known.learn(self._example)

    def follow(self, known: Transcripts) -> bool:
        """Ask what is known of one example, a call at a time; True when its check would be satisfied."""
        self._ahead.clear()
        step = None if self.lost_a_call else known.start
        while step is not None and self._worker is not None:
            request = step.request
            if request is None:
                self._ahead.clear()
                return True
            self.number += 1
            try:
                answer = self._ask(request, self.meter(self._budget.call_seconds), step)
            except BROKEN as failure:
                self._ahead.append((request, failure))
                return False
            self._ahead.append((request, answer))
            step = step.after(answer)
        return False

    def follow_all(self, check: KnownCheck, load: Callable[[], None]) -> int:
        """Ask what is known of a check's examples, many calls at a time; how many of them would satisfy it.

        When an answer is another than expected, calls were made that would not have been made one by one: then the
        worker is given up, and another one, which `load` starts, brought to where it was before, by the same calls.
        From then on, each call waits for the answer to the one before: 0. Raises `SandboxUnavailable`, and what is in
        `BROKEN` or what `load` raises where the submission is not the same twice.
        """
        self._ahead.clear()
        if self.lost_a_call or not self._in_advance or self._asked is None or self._worker is None:
            return 0
        ahead = check.in_advance()
        if self._answers_are_known(ahead):
            self._asked += ahead.requests
            return len(ahead.examples)
        self._in_advance = False
        self._begin_again(self._asked, load)
        return 0

    def _answers_are_known(self, ahead: InAdvance) -> bool:
        try:
            for place, batch in enumerate(ahead.batches):
                if not self._ask_together(batch):
                    before = (exchange.answer for batch in ahead.batches[:place] for exchange in batch.exchanges)
                    return ahead.is_satisfied_by(itertools.chain(before, self._answers(ahead.batches[place:])))
        except BROKEN:
            return False
        return True

    def _ask_together(self, batch: Batch) -> bool:
        """Whether its answers are, byte for byte, those of the last submission that satisfied the check."""
        assert self._worker is not None
        return self._worker.ask_together(batch.requests, batch.answers, self._meter_together())

    def _answers(self, batches: Sequence[Batch]) -> Iterator[bytes]:
        """The answers to the requests of all batches, of which the first was asked already, one by one."""
        for place, batch in enumerate(batches):
            if place and self._ask_together(batch):
                yield from (exchange.answer for exchange in batch.exchanges)
            else:
                yield from self._listen(len(batch.exchanges))

    def _listen(self, answers: int) -> Iterator[bytes]:
        assert self._worker is not None
        meter = self._meter_together()
        for _ in range(answers):
            yield self._worker.next_answer(wire.NOBODYS, meter, self._limits)

    def _meter_together(self) -> Meter:
        return self.meter(2 * self._budget.call_seconds)

    def _begin_again(self, asked: list[bytes], load: Callable[[], None]) -> None:
        """Replace the worker by another that was asked the same, as if the calls in between had not been made."""
        spent, printed = self.spent, self.printed
        self.end()
        self.spent, self.printed = spent, printed
        load()
        assert self._worker is not None
        for group in together(asked):
            self._worker.ask_together(b"".join(group), b"", self._meter_together())
            deque(self._listen(len(group)), maxlen=0)
        self._asked = asked
