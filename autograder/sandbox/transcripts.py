"""What a check asks in one example, and after which answers it was satisfied.

A check decides by the answers alone. So when a submission's answers to the same questions are, byte for byte, those
that satisfied the check before, it is satisfied again, and need not be run. The questions are asked in any case: each
submission is called as often, in the same order and with the same arguments, as if nothing had been known.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

MOST_ENDINGS = 8  # right answers of one example that are told apart: solutions differ in the last bits of a number
TOGETHER = 32 * 1024  # bytes of requests that are sent at once: the channel holds them, and nobody waits to send
_SHORT = 1024  # bytes of an answer that is remembered as it is


@dataclass(frozen=True)
class Exchange:
    """One call and its answer: anonymous frames."""

    request: bytes
    answer: bytes


@dataclass(slots=True)
class Step:
    """Where a conversation is: what is asked next, and how it goes on after each answer that is known.

    `request` is None where the check is satisfied.
    """

    request: bytes | None = None
    _after: dict[bytes, Step] = field(default_factory=dict)

    def knows(self, answer: bytes) -> bool:
        """Whether it is known how the conversation goes on after this answer."""
        return _kept(answer) in self._after

    def after(self, answer: bytes) -> Step | None:
        """The next step after this answer; None when that is not known."""
        return self._after.get(_kept(answer))

    def grow(self, exchange: Exchange) -> Step:
        """The step after an exchange that begins here, known from now on."""
        self.request = exchange.request
        return self._after.setdefault(_kept(exchange.answer), Step())


def _kept(answer: bytes) -> bytes:
    """What an answer is remembered by: itself, or a digest of a long one."""
    return answer if len(answer) <= _SHORT else hashlib.blake2b(answer).digest()


class Transcripts:
    """The conversations of one example that satisfied its check."""

    def __init__(self) -> None:
        self.start: Step | None = None  # None: nothing is known yet
        self.last: tuple[Exchange, ...] = ()  # the conversation that was learnt last
        self.endings = 0  # how many were learnt

    def learn(self, conversation: Sequence[Exchange]) -> None:
        """Remember a conversation that satisfied the check."""
        if self.endings >= MOST_ENDINGS:
            return
        self.endings += 1
        self.start = step = self.start or Step()
        for exchange in conversation:
            step = step.grow(exchange)
        step.request = None
        self.last = tuple(conversation)


def together(requests: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The same requests in groups of at most `TOGETHER` bytes; a larger one by itself."""
    group: list[bytes] = []
    size = 0
    for request in requests:
        if group and size + len(request) > TOGETHER:
            yield group
            group, size = [], 0
        group.append(request)
        size += len(request)
    if group:
        yield group


@dataclass(frozen=True)
class Batch:
    """What is asked at once, and what was answered: by itself, and as it is sent and comes back."""

    exchanges: tuple[Exchange, ...]
    requests: bytes
    answers: bytes


@dataclass(frozen=True)
class InAdvance:
    """What can be asked before a check runs: the last conversations of its examples, up to the first unknown one."""

    examples: tuple[Transcripts, ...]
    requests: tuple[bytes, ...]
    batches: tuple[Batch, ...]

    def is_satisfied_by(self, answers: Iterator[bytes]) -> bool:
        """Whether these answers to the requests, taken one by one, lead each example to an end."""
        for each in self.examples:
            step = each.start
            for exchange in each.last:
                if step is None or step.request != exchange.request:
                    return False
                step = step.after(next(answers))
            if step is None or step.request is not None:
                return False
        return True


class KnownCheck:
    """What is known of a check: of each of its examples, those that were learnt."""

    def __init__(self, examples: int) -> None:
        self.examples = [Transcripts() for _ in range(examples)]
        self._learnt = 0  # conversations, when the following was made of them
        self._in_advance = InAdvance((), (), ())

    def in_advance(self) -> InAdvance:
        """What can be asked now; made again only when something was learnt meanwhile."""
        learnt = sum([each.endings for each in self.examples])
        if learnt != self._learnt:
            self._learnt, self._in_advance = learnt, _in_advance(self.examples)
        return self._in_advance


def _in_advance(examples: Sequence[Transcripts]) -> InAdvance:
    known = tuple(itertools.takewhile(lambda each: each.start is not None, examples))
    exchanges = [exchange for each in known for exchange in each.last]
    requests = tuple([each.request for each in exchanges])
    rest = iter(exchanges)
    groups = [tuple(itertools.islice(rest, len(group))) for group in together(requests)]
    batches = [
        Batch(group, b"".join([each.request for each in group]), b"".join([each.answer for each in group]))
        for group in groups
    ]
    return InAdvance(known, requests, tuple(batches))
