"""The process a student's module lives in: imports it, answers calls, and knows nothing else.

It holds no secret and its word is not believed: the grader checks every byte. Needs nothing but the standard library
and NumPy.
"""

from __future__ import annotations

import builtins
import importlib.util
import io
import os
import socket
import sys
import tokenize
import traceback
from collections.abc import Callable
from types import ModuleType

import numpy as np

from autograder.sandbox import observe, wire
from autograder.sandbox.values import Callback, Handle, NotPlainData
from autograder.sandbox.wire import CHUNK, Frame, Kind

MAX_MESSAGE = 2000
MAX_FRAMES = 6
# Encodings in which an honest editor saves a file; anything else (unicode_escape, rot13) would hide what the code does.
TEXT_ENCODINGS = frozenset(
    {"utf-8", "utf-8-sig", "ascii", "iso-8859-1", "latin-1", "cp1252", "euc-kr", "euc_kr", "cp949"}
)


class Channel:
    """Frames over the socket to the grader."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._limits = wire.Limits()
        self._chunk, self._place = b"", 0  # what has arrived, and how much of it is read
        self._answers: list[wire.Piece] = []
        self._waiting = 0  # bytes of them
        self.more_to_answer = False  # of the calls that have arrived
        self._handles: dict[int, object] = {}
        self.call_id = 0  # of the call that is open
        self.next_handle = 0  # never one that an earlier worker gave: the grader starts each with a number of its own

    def _read(self, size: int) -> bytes | bytearray:
        end = self._place + size
        if end > len(self._chunk):
            return self._read_on(size)
        content = self._chunk[self._place : end]
        self._place = end
        return content

    def _read_on(self, size: int) -> bytes | bytearray:
        """More than has arrived yet."""
        begun = self._chunk[self._place :]
        if size > len(begun) + CHUNK:  # large: received where it stays
            self._chunk, self._place = b"", 0
            content = bytearray(size)
            content[: len(begun)] = begun
            view = memoryview(content)[len(begun) :]
            while view:
                count = self._connection.recv_into(view)
                if count == 0:
                    raise EOFError
                view = view[count:]
            return content
        while len(begun) < size:
            more = self._connection.recv(CHUNK)
            if not more:
                raise EOFError
            begun += more
        self._chunk, self._place = begun, size
        return begun[:size]

    def receive(self) -> Frame:
        """The next frame, with the objects that handles name, and functions that ask the grader for callbacks.

        Raises EOFError when the grader has hung up.
        """
        return wire.decode(self._read, self._limits, self._named)

    def receive_all(self) -> list[Frame]:
        """The next frame, and those that have arrived with it. Raises as `receive` does.

        To read many, and then to call, is faster than to take turns: the processor finds more of either in its caches.
        """
        frames = [self.receive()]
        while self._place < len(self._chunk):
            frames.append(self.receive())
        return frames

    def send(self, kind: Kind, call_id: int, body: object) -> None:
        """Send a frame; objects that are not data stay here and travel as handles.

        An answer waits for those to the calls that have arrived already: to wake the grader for each costs more than
        a short call.
        """
        self._send(wire.pieces(kind, call_id, body, self._keep), can_wait=kind is not Kind.CALLBACK)

    def send_returned(self, call_id: int, value: object) -> None:
        """Send the answer of a call that returned `value` and did nothing else."""
        self._send(wire.returned(call_id, value, self._keep))

    def _send(self, pieces: list[wire.Piece], *, can_wait: bool = True) -> None:
        self._answers += pieces
        self._waiting += sum(map(len, pieces))
        if can_wait and self.more_to_answer and self._waiting < CHUNK:
            return
        answers, size, self._answers, self._waiting = self._answers, self._waiting, [], 0
        if len(answers) == 1:
            self._connection.sendall(answers[0])
        elif size <= 2 * CHUNK:
            self._connection.sendall(b"".join(answers))
        else:  # large arrays are not copied
            for piece in answers:
                self._connection.sendall(piece)

    def _keep(self, value: object) -> Handle:
        described = f"array of dtype {value.dtype}" if isinstance(value, np.ndarray) else type(value).__name__
        handle = Handle(self.next_handle, described)
        self._handles[handle.id] = value
        self.next_handle += 1
        return handle

    def _named(self, reference: Handle | Callback) -> object:
        return self._handles[reference.id] if isinstance(reference, Handle) else self._callback(reference)

    def _callback(self, callback: Callback) -> Callable[..., object]:
        def ask(*args: object, **kwargs: object) -> object:
            self.send(Kind.CALLBACK, self.call_id, {"id": callback.id, "args": args, "kwargs": kwargs})
            answer = self.receive().body
            if "error" in answer:
                type_name, message = answer["error"]
                error = getattr(builtins, type_name, RuntimeError)
                raise (error if isinstance(error, type) and issubclass(error, Exception) else RuntimeError)(message)
            return answer["value"]

        return ask


def described_error(error: BaseException, folder: str) -> dict[str, object]:
    """An exception as data: type, the built-in types it derives from, message, and the student's own frames."""
    try:
        message = str(error)[:MAX_MESSAGE]
        if isinstance(error, SyntaxError) and error.lineno:
            message = f"{error.msg} (line {error.lineno})"
        entries = traceback.extract_tb(error.__traceback__) if error.__traceback__ else []
        frames = [
            [os.path.basename(entry.filename), entry.lineno or 0, entry.name, (entry.line or "").strip()[:200]]
            for entry in entries
            if entry.filename.startswith(folder)
        ]
        if isinstance(error, SyntaxError) and error.filename and error.filename.startswith(folder):
            source = (error.text or "").strip()[:200]
            frames.append([os.path.basename(error.filename), error.lineno or 1, "<module>", source])
    except BaseException:  # str() of the student's own exception class may itself fail
        message, frames = "(its message cannot be shown)", []
    bases = [base.__name__ for base in type(error).__mro__ if base.__module__ == "builtins"]
    return {"type": type(error).__name__, "bases": bases, "message": message, "frames": frames[-MAX_FRAMES:]}


def _check_encoding(source: bytes, name: str) -> None:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SyntaxError(f"{name} is saved as UTF-16; save it as UTF-8")
    if b"\0" in source:
        raise SyntaxError(f"{name} contains NUL bytes; save it as UTF-8 text")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    except SyntaxError as error:
        if "unknown encoding" in str(error):
            raise
        encoding = "utf-8"  # nothing is declared, and the first lines are not UTF-8
    if encoding.lower() not in TEXT_ENCODINGS:
        raise SyntaxError(f"{name} declares the encoding {encoding!r}; save it as UTF-8 and remove that line")
    try:
        source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise SyntaxError(f"line {line} of {name} is not {encoding.upper()} text; save the file as UTF-8") from None


def load(module: str, files: dict[str, bytes], folder: str) -> ModuleType:
    """Write the files into `folder` and import `module` from there. Raises whatever the import raises."""
    os.makedirs(folder)
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    _check_encoding(files[f"{module}.py"], f"{module}.py")
    sys.path.append(folder)  # at the end: a student's numpy.py or random.py shadows nothing
    spec = importlib.util.spec_from_file_location(module, os.path.join(folder, f"{module}.py"))
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[module] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105  once per call, and contextlib.suppress costs more than the flush
            stream.flush()
        except BaseException:
            pass


def _answer(channel: Channel, call_id: int, kind: Kind, body: object) -> None:
    _flush()
    try:
        channel.send(kind, call_id, body)
    except NotPlainData as problem:
        _return(channel, call_id, _nameless(problem))


def _return(channel: Channel, call_id: int, value: object) -> None:
    """Answer a call that returned `value` and did nothing else, as nearly all do."""
    _flush()
    try:
        channel.send_returned(call_id, value)
    except NotPlainData as problem:
        channel.send_returned(call_id, _nameless(problem))


def _nameless(problem: NotPlainData) -> Handle:
    """What stands for a value that is too large or too deep: the grader shows what it is."""
    return Handle(-1, str(problem))


def _call(channel: Channel, module: ModuleType, frame: Frame, folder: str) -> None:
    name = frame.body["function"]
    function = getattr(module, name, None)
    if not callable(function):
        defined = [each for each, value in list(vars(module).items()) if callable(value) and not each.startswith("_")]
        _answer(channel, frame.call_id, Kind.REFUSED, {"defined": defined[:200]})
        return
    args, kwargs = frame.body["args"], frame.body["kwargs"]
    problem = observe.bind_error(function, args, kwargs)
    if problem is not None:
        _answer(channel, frame.call_id, Kind.REFUSED, {"signature": problem[0][:400], "problem": problem[1][:400]})
        return
    seen = observe.observe(function, args, kwargs, frame.body["watch_rng"])
    if seen.raised is None and not (seen.mutated or seen.shares_memory or seen.warnings or seen.touched_global_rng):
        _return(channel, frame.call_id, seen.returned)
        return
    body: dict[str, object] = {
        "mutated": [[index, seen.arrays[index]] for index in seen.mutated],
        "shares_memory": seen.shares_memory,
        "warnings": [warning[:400] for warning in seen.warnings],
        "touched_global_rng": seen.touched_global_rng,
    }
    if seen.raised is not None:
        _answer(channel, frame.call_id, Kind.RAISED, {**described_error(seen.raised, folder), **body})
    else:
        _answer(channel, frame.call_id, Kind.RETURNED, {"value": seen.returned, **body})


def _use_tool(channel: Channel, frame: Frame, folder: str) -> None:
    from autograder.sandbox import models

    try:
        value = getattr(models, frame.body["tool"])(*frame.body["args"])
    except Exception as error:  # Keras was tampered with, or is out of memory
        _answer(channel, frame.call_id, Kind.RAISED, described_error(error, folder))
    else:
        _return(channel, frame.call_id, value)


def serve(channel: Channel, scratch: str) -> None:
    """Import the module that the grader sends, then answer its calls until it hangs up."""
    folder = os.path.join(scratch, "submission")
    frame = channel.receive()
    files = {name: content.tobytes() for name, content in frame.body["files"].items()}
    channel.next_handle = frame.body["first_handle"]
    try:
        module = load(frame.body["module"], files, folder)
    except BaseException as error:
        _answer(channel, frame.call_id, Kind.RAISED, described_error(error, folder))
        return
    _answer(channel, frame.call_id, Kind.LOADED, {})
    observe.hear_all_warnings()
    while True:
        try:
            frames = channel.receive_all()
        except EOFError:
            return
        last = frames[-1]
        for frame in frames:
            channel.more_to_answer = frame is not last
            channel.call_id = frame.call_id
            if frame.kind is Kind.TOOL:
                _use_tool(channel, frame, folder)
            else:
                _call(channel, module, frame, folder)
