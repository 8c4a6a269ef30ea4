"""The grader's end of the channel to one worker: frames out and in, deadlines kept, output collected."""

from __future__ import annotations

import functools
import os
import select
import time

from autograder.sandbox import wire
from autograder.sandbox.budget import Budget
from autograder.sandbox.host import Sandbox
from autograder.sandbox.meter import Meter
from autograder.sandbox.wire import CHUNK, Frame, Limits, Piece, ProtocolError

TICK_MILLISECONDS = 20  # how often memory and CPU time are looked at while a call runs
MAX_OUTPUT = 64 * 1024  # bytes of printed text kept for the instructor


class Closed(Exception):
    """The worker's end is gone: its process ended."""


class Connection:
    """One forked worker: a channel with buffered reading, and its output."""

    def __init__(self, sandbox: Sandbox, budget: Budget) -> None:
        self._channel, self._output = sandbox.fork(budget.worker_limits())
        self._channel.setblocking(False)
        os.set_blocking(self._output, False)
        self._poll = select.poll()
        self._poll.register(self._output, select.POLLIN)
        self._poll.register(self._channel, select.POLLIN)
        self._awaited = select.POLLIN
        self._buffer = bytearray()
        self._chunk = memoryview(bytearray(CHUNK))
        self._checked = time.monotonic()  # kept across calls: many short ones must not slip between two ticks
        self.printed = bytearray()

    def close(self) -> None:
        """Hang up."""
        self._drain()
        self._channel.close()
        os.close(self._output)

    def _drain(self) -> bool:
        """Take what was printed; only the beginning is kept. False when the worker's end is closed."""
        while True:
            try:
                chunk = os.read(self._output, 65536)
            except BlockingIOError:
                return True
            if not chunk:
                return False
            self.printed += chunk[: MAX_OUTPUT - len(self.printed)]

    def _wait(self, events: int, meter: Meter) -> None:
        """Until the channel is ready for `events`, or a tick has passed."""
        if events != self._awaited:
            self._poll.modify(self._channel, events)
            self._awaited = events
        for descriptor, _ in self._poll.poll(TICK_MILLISECONDS):
            if descriptor == self._output and not self._drain():
                self._poll.modify(self._output, 0)
        now = time.monotonic()
        if now - self._checked >= TICK_MILLISECONDS / 1000:
            self._checked = now
            meter.check()

    def send(self, pieces: list[Piece], meter: Meter) -> None:
        """Send a frame. Raises `Closed` and `Exceeded`."""
        for piece in pieces:
            view = memoryview(piece)
            while view:
                try:
                    view = view[self._channel.send(view) :]
                except BlockingIOError:
                    self._wait(select.POLLOUT, meter)
                except OSError as error:
                    raise Closed from error

    def receive(self, meter: Meter, limits: Limits) -> Frame:
        """The next frame. Raises `Closed`, `Exceeded` and `ProtocolError`."""
        return wire.decode(functools.partial(self._read, meter), limits)

    def receive_raw(self, meter: Meter, limits: Limits) -> bytes:
        """The same before it is decoded. Only the sizes in it have been checked."""
        return wire.skim(functools.partial(self._read, meter), limits)

    def _read(self, meter: Meter, size: int) -> bytearray:
        """Exactly `size` bytes, with as few copies as may be: a large part is received where it stays."""
        if size > len(self._buffer) + CHUNK:
            content, filled = bytearray(size), len(self._buffer)
            content[:filled] = self._buffer
            self._buffer.clear()
            view = memoryview(content)
            while filled < size:
                filled += self._receive(view[filled:], meter)
            return content
        while len(self._buffer) < size:
            count = self._receive(self._chunk, meter)
            self._buffer += self._chunk[:count]
        content = self._buffer[:size]
        del self._buffer[:size]
        return content

    def _receive(self, target: memoryview, meter: Meter) -> int:
        while True:
            self._wait(select.POLLIN, meter)  # first: nearly always nothing is there yet
            try:
                count = self._channel.recv_into(target)
            except BlockingIOError:
                continue
            except OSError as error:
                raise Closed from error
            if not count:
                raise Closed
            return count

    def expect_silence(self) -> None:
        """Raise `ProtocolError` when the worker said something that nobody asked for."""
        try:
            extra = bool(self._buffer) or bool(self._channel.recv(1))
        except BlockingIOError:
            return
        except OSError as error:
            raise Closed from error
        if not extra:
            raise Closed
        raise ProtocolError("a message that nobody asked for")
