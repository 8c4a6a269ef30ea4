"""The grader's end of the channel to one worker: frames out and in, deadlines kept, output collected."""

from __future__ import annotations

import fcntl
import functools
import os
import socket
import struct
import time
from contextlib import suppress

from autograder.sandbox import wire
from autograder.sandbox.budget import Budget
from autograder.sandbox.host import Sandbox
from autograder.sandbox.meter import Meter
from autograder.sandbox.transcripts import Step
from autograder.sandbox.values import ProtocolError
from autograder.sandbox.wire import CHUNK, Frame, Limits, Piece

TICK_MILLISECONDS = 20  # how often memory and CPU time are looked at while a call runs
MAX_OUTPUT = 64 * 1024  # bytes of printed text kept for the instructor


class Closed(Exception):
    """The worker's end is gone: its process ended."""


class Connection:
    """One forked worker: a channel with buffered reading, and its output.

    The kernel wakes a waiting call after a tick, which costs one system call less than to poll before each.
    """

    def __init__(self, sandbox: Sandbox, budget: Budget) -> None:
        self._channel, self._output = sandbox.fork(budget.worker_limits())
        self._channel.setblocking(True)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            self._channel.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", 0, TICK_MILLISECONDS * 1000))
        os.set_blocking(self._output, False)
        with suppress(OSError):  # so that whoever prints much seldom waits for the next tick
            fcntl.fcntl(self._output, fcntl.F_SETPIPE_SZ, 2**20)
        self._arrived, self._place = b"", 0  # what has arrived, and how much of it is read
        self._chunk = memoryview(bytearray(CHUNK))
        self._checked = time.monotonic()  # kept across calls: many short ones must not slip between two ticks
        self.printed = bytearray()

    def close(self) -> None:
        """Hang up."""
        self._drain()
        self._channel.close()
        os.close(self._output)

    def _drain(self) -> None:
        """Take what was printed; only the beginning is kept."""
        with suppress(BlockingIOError):
            while chunk := os.read(self._output, 65536):
                self.printed += chunk[: MAX_OUTPUT - len(self.printed)]

    def _tick(self, meter: Meter) -> None:
        """Look at what the worker uses and prints, when a tick has passed since the last look."""
        now = time.monotonic()
        if now - self._checked >= TICK_MILLISECONDS / 1000:
            self._checked = now
            self._drain()
            meter.check()

    def send(self, pieces: list[Piece], meter: Meter) -> None:
        """Send a frame. Raises `Closed` and `Exceeded`."""
        for piece in pieces:
            view = memoryview(piece)
            while view:
                try:
                    view = view[self._channel.send(view) :]
                except BlockingIOError:
                    self._tick(meter)
                except OSError as error:
                    raise Closed from error

    def receive(self, meter: Meter, limits: Limits) -> Frame:
        """The next frame. Raises `Closed`, `Exceeded` and `ProtocolError`."""
        return wire.decode(functools.partial(self._read, meter), limits)

    def ask(self, request: bytes, call_id: int, meter: Meter, limits: Limits, step: Step | None = None) -> bytes:
        """Send an anonymous frame with this call id, and return the one that answers, anonymous, not decoded yet.

        Only the sizes in it have been checked; or nothing, where it is an answer that `step` knows. Raises as `receive`
        does, and `ProtocolError` for an answer to another call.
        """
        self.expect_silence()
        self.send([wire.numbered(request, call_id)], meter)
        count = self._receive(self._chunk, meter)
        self._arrived, self._place = bytes(self._chunk[:count]), 0
        if step is not None and wire.is_numbered(self._arrived, call_id):  # as nearly every answer is
            answer = wire.anonymous(self._arrived)
            if step.knows(answer):
                self._place = count
                return answer
        return self.next_answer(call_id, meter, limits)

    def ask_together(self, requests: bytes, expected: bytes, meter: Meter) -> bool:
        """Send several frames at once; whether `expected` is what comes back, with nothing in it looked at.

        When it is not, `next_answer` reads what comes, from the first answer on. Raises as `ask` does.
        """
        self.expect_silence()
        self.send([requests], meter)
        heard = 0
        while heard < len(expected):
            count = self._receive(self._chunk, meter)
            arrived = bytes(self._chunk[:count])
            if arrived != expected[heard : heard + count]:
                self._arrived, self._place = expected[:heard] + arrived, 0
                return False
            heard += count
        return True

    def next_answer(self, call_id: int, meter: Meter, limits: Limits) -> bytes:
        """The next of the answers to what was asked; raises as `ask` does."""
        frame = wire.skim(functools.partial(self._read, meter), limits)
        if not wire.is_numbered(frame, call_id):
            raise ProtocolError("an answer to another call")
        return wire.anonymous(frame)

    def _read(self, meter: Meter, size: int) -> bytes | bytearray:
        """Exactly `size` bytes, with as few copies as may be: a large part is received where it stays."""
        end = self._place + size
        if end <= len(self._arrived):
            content = self._arrived[self._place : end]
            self._place = end
            return content
        begun = self._arrived[self._place :]
        self._arrived, self._place = b"", 0
        if size > len(begun) + CHUNK:
            whole, filled = bytearray(size), len(begun)
            whole[:filled] = begun
            view = memoryview(whole)
            while filled < size:
                filled += self._receive(view[filled:], meter)
            return whole
        while len(begun) < size:
            begun += self._chunk[: self._receive(self._chunk, meter)]
        self._arrived, self._place = begun, size
        return begun[:size]

    def _receive(self, target: memoryview, meter: Meter) -> int:
        while True:
            try:
                count = self._channel.recv_into(target)
            except BlockingIOError:
                self._tick(meter)
                continue
            except OSError as error:
                raise Closed from error
            if not count:
                raise Closed
            self._tick(meter)
            return count

    def expect_silence(self) -> None:
        """Raise `ProtocolError` when the worker said something that nobody asked for."""
        try:
            extra = self._place < len(self._arrived) or bool(self._channel.recv(1, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return
        except OSError as error:
            raise Closed from error
        if not extra:
            raise Closed
        raise ProtocolError("a message that nobody asked for")
