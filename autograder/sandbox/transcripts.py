"""What a check asks in one example, and after which answers it was satisfied.

A check decides by the answers alone. So when a submission's answers to the same questions are, byte for byte, those
that satisfied the check before, it is satisfied again, and need not be run. The questions are asked in any case: each
submission is called as often, in the same order and with the same arguments, as if nothing had been known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_ENDINGS = 8  # right answers of one example that are told apart: solutions differ in the last bits of a number
_SHORT = 1024  # bytes of an answer that is remembered as it is


@dataclass(frozen=True)
class Exchange:
    """One call and its answer: frames without their call ids."""

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
        self.asked: tuple[bytes, ...] = ()  # in the conversation that was learnt last
        self._endings = 0

    def learn(self, conversation: Sequence[Exchange]) -> None:
        """Remember a conversation that satisfied the check."""
        if self._endings >= MOST_ENDINGS:
            return
        self._endings += 1
        self.start = step = self.start or Step()
        for exchange in conversation:
            step = step.grow(exchange)
        step.request = None
        self.asked = tuple(each.request for each in conversation)
