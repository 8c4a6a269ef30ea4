"""A submission in another process: the grader's end of the wire.

Nothing that arrives is believed: frames are decoded within limits, and every answer must belong to the call that is
open. Deadlines, the memory watchdog and the collection of output are kept here, where the submission cannot reach them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import numpy as np

from autograder.language import translate
from autograder.results import CheckStatus, Status
from autograder.sandbox import wire
from autograder.sandbox.answers import error_class, raised_in, record
from autograder.sandbox.budget import Budget
from autograder.sandbox.connection import Closed
from autograder.sandbox.conversation import BROKEN, Conversation
from autograder.sandbox.host import Sandbox
from autograder.sandbox.meter import Exceeded
from autograder.sandbox.runtime import SandboxUnavailable
from autograder.sandbox.transcripts import KnownCheck, Transcripts
from autograder.sandbox.values import Callback, Handle, NotPlainData, ProtocolError
from autograder.sandbox.wire import Frame, Kind, Piece
from autograder.showing import clean, show_call
from autograder.submission import (
    Call,
    ImportFailure,
    Raised,
    Submission,
    SubmissionFault,
    import_sentence,
    missing_function,
    not_written,
    wrong_signature,
)

MAX_NAMES = 200  # of functions that a worker says the module defines, and characters of one
GIVE_UP_AFTER = 2  # a function that twice did not come back is not called again: each time costs the whole limit
MAX_CALLBACKS = 20_000  # in one call
HANDLES_PER_WORKER = 2**32  # numbers that one worker may give to objects; the next begins after them


def _broke_off(what: str, problem: ProtocolError | None = None) -> str:
    sentence = translate("{what} broke off the conversation with the grader.").format(what=what)
    return f"{sentence} ({problem})" if problem else sentence


def _ours(failure: SandboxUnavailable) -> SubmissionFault:
    """A fault of the grader's, in a form that Hypothesis does not try to shrink."""
    return SubmissionFault(CheckStatus.GRADER_ERROR, str(failure))


class RemoteSubmission(Submission):
    """A submission whose module lives in a worker of `sandbox`. Close it before the sandbox takes the next one."""

    def __init__(self, sandbox: Sandbox, module: str, files: dict[str, bytes], budget: Budget) -> None:
        """Nothing runs yet; `load` imports the module."""
        super().__init__(module)
        self._sandbox = sandbox
        self._files = {name: np.frombuffer(content, np.uint8) for name, content in files.items()}
        self._budget = budget
        self._conversation = Conversation(sandbox, budget)
        self._lost: dict[str, list[CheckStatus]] = {}  # how calls that did not come back ended, by function
        self._lost_in_searches = 0
        self.exhausted = False
        self.was_killed = False  # by itself, or by a machine out of memory: only another attempt tells

    @property
    def printed(self) -> bytes:
        """The beginning of what workers that are gone have printed."""
        return self._conversation.printed

    # --- the life of a worker ---

    def load(self) -> None:
        """Start a worker and import the module.

        Raises `ImportFailure` when the import raises; `SubmissionFault` when it does not end, needs too much memory or
        ends the process; `SandboxUnavailable` when no worker can be had.
        """
        self._conversation.begin()
        first_handle = self._conversation.workers * HANDLES_PER_WORKER
        body = {"module": self.module, "files": self._files, "first_handle": first_handle}
        what = translate("Importing {module}.py").format(module=self.module)
        frame = self._exchange(Kind.LOAD, body, self._budget.import_seconds, what, [])
        if frame.kind is Kind.RAISED:
            raised = self._raised(frame, what)
            self._conversation.end()
            if raised.type_name == "MemoryError":
                raise SubmissionFault(
                    CheckStatus.MEMORY, translate("{what} used more memory than allowed.").format(what=what)
                )
            raise ImportFailure(import_sentence(self.module, raised), raised)
        if frame.kind is not Kind.LOADED:
            self._give_up_on_worker(CheckStatus.CRASHED, _broke_off(what))
        self._conversation.loaded()

    def close(self) -> None:
        """End the submission's processes and leave the sandbox empty."""
        with suppress(SandboxUnavailable):  # it is down, and starts again when the next worker is asked for
            self._conversation.end()

    def _give_up_on_worker(self, status: CheckStatus, sentence: str) -> NoReturn:
        try:
            sandbox_was_there = self._conversation.end()
        except SandboxUnavailable as failure:
            raise _ours(failure) from failure
        if status is CheckStatus.CRASHED and not sandbox_was_there:
            raise _ours(SandboxUnavailable("The sandbox was ended from outside while a submission ran."))
        if self._conversation.is_used_up:
            self.exhausted = True
        raise SubmissionFault(status, sentence)

    def _raised(self, frame: Frame, what: str) -> Raised:
        """What an answer that is no call's says was raised."""
        try:
            return raised_in(frame.body)[0]
        except ProtocolError as problem:
            self._give_up_on_worker(CheckStatus.CRASHED, _broke_off(what, problem))

    # --- calls ---

    def _exchange(
        self, kind: Kind, body: object, seconds: float, what: str, callbacks: list[Callable[..., object]]
    ) -> Frame:
        """Send a frame and return its answer; serve callbacks meanwhile.

        Raises `SubmissionFault` when no proper answer comes; the worker is gone then. Asked to load, raises
        `SandboxUnavailable` as well.
        """

        def keep(value: object) -> Callback:
            if not callable(value):
                raise NotPlainData(type(value).__name__)
            callbacks.append(value)
            return Callback(len(callbacks) - 1)

        talk = self._conversation
        talk.number += 1
        try:
            pieces = wire.pieces(kind, talk.number, body, keep)
        except NotPlainData as problem:  # a value of an earlier call that is at the limits already
            sentence = translate("{what} cannot be given what an earlier call returned: it is {problem}.")
            raise SubmissionFault(CheckStatus.CRASHED, sentence.format(what=what, problem=problem)) from None
        meter = talk.meter(seconds)
        try:
            if kind is Kind.LOAD:
                frame = talk.load(pieces, meter)
            else:
                frame = talk.ask(pieces, meter, repeatable=kind is Kind.CALL and not callbacks)
            for _ in range(MAX_CALLBACKS):
                if frame.kind is not Kind.CALLBACK:
                    return frame
                asked = time.monotonic()
                answer = _serve_callback(frame.body, callbacks, talk.number)
                meter.forgive(time.monotonic() - asked)
                frame = talk.reply(answer, meter)
            raise ProtocolError(f"more than {MAX_CALLBACKS} calls of the function that was passed in")
        except Exceeded as reason:
            self._give_up_on_worker(reason.status, reason.sentence.format(what=what, **reason.values))
        except Closed:
            self.was_killed = True
            if self._sandbox.ran_out_of_memory():
                sentence = translate("{what} used more memory than allowed.").format(what=what)
                self._give_up_on_worker(CheckStatus.MEMORY, sentence)
            sentence = translate("{what} ended the whole Python process.").format(what=what)
            self._give_up_on_worker(CheckStatus.CRASHED, sentence)
        except ProtocolError as problem:
            self._give_up_on_worker(CheckStatus.CRASHED, _broke_off(what, problem))

    @property
    def memo(self) -> dict[object, Any]:
        """See `Submission.memo`. Whoever looks there depends on more than on the answers to the current example."""
        self._conversation.forget_example()
        return self._memo

    def forget_calls(self) -> None:
        """See `Submission.forget_calls`."""
        super().forget_calls()
        self._conversation.begin_example()

    def follow_transcript(self, known: Transcripts) -> bool:
        """See `Submission.follow_transcript`."""
        self.forget_calls()
        self.notes.clear()
        return self._conversation.follow(known)

    def follow_transcripts(self, known: KnownCheck) -> int:
        """See `Submission.follow_transcripts`."""
        satisfied = 0
        try:
            satisfied = self._conversation.follow_all(known, self.load)
        except SandboxUnavailable as failure:
            raise _ours(failure) from failure
        except (ImportFailure, SubmissionFault, *BROKEN):  # not the same twice: the next call says what is wrong
            self.renew()
        return self._follow_from(satisfied, known)

    def keep_transcript(self, known: Transcripts) -> None:
        """See `Submission.keep_transcript`."""
        if not self.notes:
            self._conversation.teach(known)

    def _require_time(self) -> None:
        if self.exhausted:
            sentence = translate("The submission had already used all the time it may take.")
            raise SubmissionFault(CheckStatus.TIMEOUT, sentence)

    def call(self, function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """See `Submission.call`. Exceptions come back as `StudentError`s that also are the built-in type raised."""
        self._require_time()
        lost = self._lost.setdefault(function, [])
        if len(lost) >= GIVE_UP_AFTER:
            sentence = translate(
                "{function} did not come back in {count} checks before this one, and is not called again."
            )
            raise SubmissionFault(lost[-1], sentence.format(function=function, count=len(lost)))
        if not self._conversation.is_open:
            self._reload(function)
        for each in (*args, *kwargs.values()):
            if not isinstance(each, np.ndarray | float):  # nearly all are, and hold no handles
                self._require_present(each, function)
        body = {"function": function, "args": args, "kwargs": kwargs, "watch_rng": self.watch_rng}
        try:
            frame = self._exchange(Kind.CALL, body, self._budget.call_seconds, function, [])
            return self._finish(function, args, kwargs, frame)
        except SubmissionFault as fault:
            if not self._conversation.is_open and fault.status is not CheckStatus.GRADER_ERROR:  # it took its worker
                if self._conversation.is_searching:
                    self._lost_in_searches += 1
                else:
                    lost.append(fault.status)
                self._conversation.lost_a_call = True
                self.calls.append(Call(function, args, kwargs, fault=fault.sentence.removeprefix(f"{function} ")))
            raise

    @contextmanager
    def search_for_smaller(self) -> Iterator[bool]:
        """See `Submission.search_for_smaller`. What is lost or used in it costs the submission nothing."""
        with self._conversation.search() as has_time:
            yield has_time and self._lost_in_searches < GIVE_UP_AFTER

    def renew(self) -> None:
        """See `Submission.renew`: the worker ends, and the next call starts another with a folder of its own."""
        self._conversation.forget_example()
        try:
            self._conversation.end()
        except SandboxUnavailable as failure:
            raise _ours(failure) from failure

    def tool(self, name: str, *args: object) -> object:
        """See `Submission.tool`. What comes back is data or a handle, and not to be believed."""
        self._require_time()
        if not self._conversation.is_open:
            self._reload(name)
        self._require_present(args, self.module)
        body = {"tool": name, "args": args}
        what = translate("Keras, asked after {module}.py was imported,").format(module=self.module)
        frame = self._exchange(Kind.TOOL, body, self._budget.call_seconds, what, [])
        if frame.kind is Kind.RAISED:
            raised = self._raised(frame, what)
            sentence = translate("{what} raised {error}").format(what=what, error=raised.type_name)
            raise SubmissionFault(CheckStatus.CRASHED, f"{sentence}: {raised.message}")
        if frame.kind is not Kind.RETURNED or not isinstance(frame.body, dict):
            self._give_up_on_worker(CheckStatus.CRASHED, _broke_off(what))
        return frame.body.get("value")

    def _require_present(self, value: object, function: str) -> None:
        """Require that every handle in `value` names an object of the worker that is running now."""
        if isinstance(value, Handle):
            self._conversation.forget_example()
            if value.id // HANDLES_PER_WORKER != self._conversation.workers:
                sentence = translate(
                    "{function} needs the {thing} of an earlier call, and that is gone since a call did not come back."
                )
                sentence = sentence.format(function=function, thing=clean(value.type_name, 80))
                raise SubmissionFault(CheckStatus.CRASHED, sentence)
        elif isinstance(value, list | tuple | dict):
            for each in value.values() if isinstance(value, dict) else value:
                self._require_present(each, function)

    def _reload(self, function: str) -> None:
        try:
            self.load()
        except SandboxUnavailable as failure:
            raise _ours(failure) from failure
        except ImportFailure as failure:
            sentence = translate("Before {function} could be called: {problem}").format(
                function=function, problem=failure
            )
            raise SubmissionFault(CheckStatus.CRASHED, sentence) from None

    def _finish(
        self,
        function: str,
        args: tuple[object, ...],
        kwargs: dict[str, object],
        frame: Frame,
    ) -> object:
        if frame.kind is Kind.REFUSED:
            self._refuse(function, args, kwargs, frame.body)
        if frame.kind not in (Kind.RETURNED, Kind.RAISED) or not isinstance(frame.body, dict):
            self._give_up_on_worker(CheckStatus.CRASHED, _broke_off(function))
        try:
            call, bases = record(function, args, kwargs, frame)
        except ProtocolError as problem:
            self._give_up_on_worker(CheckStatus.CRASHED, _broke_off(function, problem))
        self.calls.append(call)
        if call.raised is None:
            return call.returned
        if call.raised.type_name == "NotImplementedError":
            raise not_written(call.raised.message)
        if call.raised.type_name == "MemoryError" or "MemoryError" in bases:
            sentence = translate("{what} used more memory than allowed.").format(what=function)
            raise SubmissionFault(CheckStatus.MEMORY, f"{sentence} {call.raised.message}".strip())
        raise error_class(bases)(call.raised.message)

    def _refuse(self, function: str, args: tuple[object, ...], kwargs: dict[str, object], body: Any) -> NoReturn:
        match body:
            case {"defined": list(names)}:
                defined = [each for each in names[:MAX_NAMES] if isinstance(each, str) and each.isidentifier()]
                raise missing_function(self.module, function, [each for each in defined if len(each) <= MAX_NAMES])
            case {"signature": str(signature), "problem": str(problem)}:
                raise wrong_signature(function, show_call(function, args, kwargs), signature, problem)
        self._give_up_on_worker(CheckStatus.CRASHED, _broke_off(function))


def _serve_callback(body: Any, callbacks: list[Callable[..., object]], call_id: int) -> list[Piece]:
    """Run a function of the grader's for the submission; the frame that answers.

    Whatever it raises, and a value that cannot be sent, goes back as an exception of the caller's.
    """
    match body:
        case {"id": int(number), "args": tuple(args), "kwargs": dict(kwargs)} if 0 <= number < len(callbacks):
            pass
        case _:
            raise ProtocolError("a malformed request")
    try:
        if any(isinstance(each, Handle | Callback) for each in (*args, *kwargs.values())):
            raise TypeError("the function takes numbers and arrays only")
        return wire.pieces(Kind.ANSWER, call_id, {"value": callbacks[number](*args, **kwargs)})
    except Exception as error:
        answer = {"error": [type(error).__name__, str(error)[:500]]}
        return wire.pieces(Kind.ANSWER, call_id, answer)


def status_of(fault: SubmissionFault) -> Status:
    """The status of a submission whose import ended in `fault`, which may be ours."""
    return {
        CheckStatus.TIMEOUT: Status.TIMEOUT,
        CheckStatus.MEMORY: Status.MEMORY,
        CheckStatus.GRADER_ERROR: Status.GRADER_ERROR,
    }.get(fault.status, Status.IMPORT_ERROR)
