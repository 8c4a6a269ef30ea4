"""A student's module as checks see it: call its functions, see what they answered.

`Submission` is what the `submission` fixture gives to a check. Where the student's code runs is the subclass's
business: `LocalSubmission` imports it here (a student's `make test`), `sandbox.remote.RemoteSubmission` asks another
process (grading).
"""

from __future__ import annotations

import difflib
import importlib.util
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from autograder.language import translate
from autograder.results import CheckStatus
from autograder.sandbox.observe import Observation, bind_error, observe
from autograder.showing import clean

if TYPE_CHECKING:
    from autograder.models import Models
    from autograder.sandbox.transcripts import KnownCheck, Transcripts


# What `submission.name` means to the engine: no function of this name can be called in a check.
TAKEN = frozenset(
    {
        *("call", "calls", "close", "exhausted", "folder", "follow_transcript", "follow_transcripts", "forget_calls"),
        *("keep_transcript", "load", "memo", "models", "module", "notes", "printed", "renew", "search_for_smaller"),
        *("tool", "was_killed", "watch_rng"),
    }
)


@dataclass(frozen=True)
class Frame:
    """One line of the student's own code in a traceback."""

    file: str
    line: int
    function: str
    source: str


@dataclass(frozen=True)
class Raised:
    """An exception that the student's code raised, as data."""

    type_name: str
    message: str
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True)
class Call:
    """One call to the submission: what was passed, what came back, and what else was observed.

    `mutated` holds the positions, among the array arguments, of those that the call changed. `args` are as they were
    before it.
    """

    function: str
    args: tuple[object, ...]
    kwargs: dict[str, object]
    returned: object = None
    raised: Raised | None = None
    fault: str | None = None
    mutated: tuple[int, ...] = ()
    shares_memory: bool = False
    warnings: tuple[str, ...] = ()
    touched_global_rng: bool = False


class StudentError(Exception):
    """An exception that the student's code raised in the sandbox.

    Also derives from the built-in type that was raised.
    """


class SubmissionFault(BaseException):
    """The call could not be completed at all. `status` says how, the message is a sentence for the student.

    A BaseException, because Hypothesis must not shrink it: repeating a call that hangs until its limit is no use to
    anyone.
    """

    def __init__(self, status: CheckStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Submission(ABC):
    """The functions of a student's module as attributes, every call recorded in `calls`.

    `calls` holds the calls of the current example only: whoever runs a check calls `forget_calls` before each
    example. While `watch_rng` is true, calls note whether they moved the global random generators of `random` and
    `numpy.random`. `notes` are what the current check has measured, to be shown with its result; `memo` is where
    `training.once` keeps what several checks share.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        self.calls: list[Call] = []
        self.watch_rng = False
        self.notes: list[str] = []
        self._memo: dict[object, Any] = {}

    @property
    def memo(self) -> dict[object, Any]:
        """What checks share of this submission."""
        return self._memo

    def forget_calls(self) -> None:
        """Start a new example."""
        self.calls.clear()

    def follow_transcript(self, known: Transcripts) -> bool:
        """Ask what is `known` of an example, and return whether the answers satisfied its check before.

        When not, what was asked is not asked again by the check that runs then. Only grading remembers: elsewhere,
        nothing is asked, and the answer is False.
        """
        return False

    def follow_transcripts(self, known: KnownCheck) -> int:
        """How many examples, from the first on, are satisfied by what is `known` of each; see `follow_transcript`."""
        return self._follow_from(0, known)

    def _follow_from(self, place: int, known: KnownCheck) -> int:
        while place < len(known.examples) and self.follow_transcript(known.examples[place]):
            place += 1
        return place

    def keep_transcript(self, known: Transcripts) -> None:  # noqa: B027  nothing is a fine answer
        """Let `known` remember the calls of the current example, which satisfied its check."""

    @contextmanager
    def search_for_smaller(self) -> Iterator[bool]:
        """Call for a smaller counterexample and not for the verdict; yields whether there is time for that."""
        yield True

    @abstractmethod
    def call(self, function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """Call the student's `function`, append a `Call` to `calls`, and return or raise what it returned or raised."""

    @abstractmethod
    def tool(self, name: str, *args: object) -> object:
        """Call the function `name` of `sandbox.models` where the student's code runs, without a record.

        Raises `SubmissionFault` when no answer comes.
        """

    @abstractmethod
    def renew(self) -> None:
        """Let the next call go to a module that was imported afresh and remembers nothing; handles are gone.

        A student's own run has nobody to guard against, and does nothing.
        """

    @cached_property
    def models(self) -> Models:
        """The toolbox for Keras models."""
        from autograder.models import Models

        return Models(self.tool)

    def __getattr__(self, function: str) -> Callable[..., object]:
        if function.startswith("_"):
            raise AttributeError(function)

        def call(*args: object, **kwargs: object) -> object:
            return self.call(function, args, kwargs)

        call.__name__ = function
        return call


def missing_function(module: str, function: str, defined: list[str]) -> SubmissionFault:
    """The fault for a function that the module does not define, naming a similar one where there is one."""
    similar = difflib.get_close_matches(function.lower(), [name.lower() for name in defined], n=1, cutoff=0.75)
    match = next((name for name in defined if similar and name.lower() == similar[0]), None)
    sentence = translate("{module}.py defines no function `{function}`. Define it, with exactly this name.")
    if match:
        sentence += " " + translate("It does define `{similar}`: is that the one, under another name?")
    return SubmissionFault(
        CheckStatus.MISSING_FUNCTION,
        sentence.format(module=module, function=function, similar=clean(match or "", 80)),
    )


def wrong_signature(function: str, call: str, signature: str, problem: str) -> SubmissionFault:
    """The fault for a function that cannot be called with the arguments of the contract."""
    return SubmissionFault(
        CheckStatus.WRONG_SIGNATURE,
        translate(
            "`{signature}` cannot be called as {call}: {problem}. "
            "Give the function the parameters that the handout lists."
        ).format(signature=function + clean(signature, 200), call=call, problem=clean(problem, 200)),
    )


def not_written(message: str) -> SubmissionFault:
    """The fault for a stub that still raises NotImplementedError."""
    return SubmissionFault(CheckStatus.NOT_WRITTEN, clean(message, 200) or translate("not written yet"))


class ImportFailure(Exception):
    """The student's module could not be imported. The message is a sentence; `raised` has the exception."""

    def __init__(self, sentence: str, raised: Raised) -> None:
        super().__init__(sentence)
        self.raised = raised


def place_of(raised: Raised) -> str:
    """Where in the student's code an exception came from, to go into a sentence; empty when that is not known."""
    if not raised.frames:
        return ""
    last = raised.frames[-1]
    return " " + translate("at {file}, line {line}: `{source}`").format(
        file=last.file, line=last.line, source=last.source
    )


def student_frames(error: BaseException, folder: Path) -> tuple[Frame, ...]:
    """The frames of `error`'s traceback that lie in `folder`, outermost first; and where a file is no Python."""
    import traceback

    frames = []
    for entry in traceback.extract_tb(error.__traceback__):
        if Path(entry.filename).parent == folder:
            frames.append(Frame(Path(entry.filename).name, entry.lineno or 0, entry.name, (entry.line or "").strip()))
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).parent == folder:
        frames.append(Frame(Path(error.filename).name, error.lineno or 1, "<module>", (error.text or "").strip()))
    return tuple(frames)


def import_sentence(module: str, raised: Raised) -> str:
    """One sentence on why the module could not be imported."""
    if raised.type_name in ("SyntaxError", "IndentationError", "TabError"):
        file = raised.frames[-1].file if raised.frames else ""  # the module, or one that it imports
        sentence = translate("{module}.py is not valid Python: {problem}.")
        return sentence.format(module=file.removesuffix(".py") or module, problem=raised.message)
    if raised.type_name == "SystemExit":
        return translate(
            "{module}.py ends the program while it is imported (sys.exit, exit or quit). Take that call out."
        ).format(module=module)
    detail = f": {raised.message}" if raised.message else ""
    sentence = translate("{module}.py raises {error} while it is imported").format(
        module=module, error=raised.type_name
    )
    return f"{sentence}{place_of(raised)}{detail}"


class _FromSource(SourceFileLoader):
    """Compiles a file every time.

    A compiled file is taken for current by the source's size and the second of its save: a second save may go unseen.
    """

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        code: CodeType = self.source_to_code(self.get_data(path), path)
        return code


class LocalSubmission(Submission):
    """The student's module imported into this process: plain tracebacks, and the debugger works.

    Never used for grading.
    """

    def __init__(self, path: Path) -> None:
        """Import the module at `path`. Raises `ImportFailure` when that does not succeed."""
        super().__init__(path.stem)
        self.folder = path.parent.resolve()
        self._module = self._import(path)

    def _import(self, path: Path) -> ModuleType:
        name = path.stem
        spec = importlib.util.spec_from_file_location(name, path, loader=_FromSource(name, str(path)))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        sys.path_importer_cache[str(self.folder)] = FileFinder(str(self.folder), (_FromSource, SOURCE_SUFFIXES))
        if str(self.folder) not in sys.path:
            sys.path.append(str(self.folder))
        try:
            spec.loader.exec_module(module)
        except (Exception, SystemExit) as error:
            message = str(error)
            if isinstance(error, SyntaxError) and error.lineno:
                message = f"{error.msg} (line {error.lineno})"
            raised = Raised(type(error).__name__, clean(message), student_frames(error, self.folder))
            raise ImportFailure(import_sentence(name, raised), raised) from None
        return module

    def call(self, function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """See `Submission.call`. Exceptions of the student's code pass through with their own traceback."""
        from autograder.showing import show_call
        from autograder.time_limit import unless_caught

        target = getattr(self._module, function, None)
        if not callable(target):
            defined = [name for name, each in vars(self._module).items() if callable(each) and not name.startswith("_")]
            raise missing_function(self.module, function, defined)
        problem = bind_error(target, args, kwargs)
        if problem is not None:
            raise wrong_signature(function, show_call(function, args, kwargs), *problem)
        seen = observe(target, args, kwargs, self.watch_rng)
        seen = seen._replace(raised=unless_caught(seen.raised))
        self.calls.append(self._record(function, kwargs, seen))
        if isinstance(seen.raised, NotImplementedError):
            raise not_written(str(seen.raised))
        if seen.raised is not None:
            raise seen.raised
        return seen.returned

    def renew(self) -> None:
        """See `Submission.renew`."""

    def tool(self, name: str, *args: object) -> object:
        """See `Submission.tool`."""
        from autograder.sandbox import models

        return getattr(models, name)(*args)

    def _record(self, function: str, kwargs: dict[str, object], seen: Observation) -> Call:
        error = seen.raised
        if isinstance(error, SubmissionFault):  # the time limit of a student's own run
            return Call(function, seen.args, kwargs, fault=error.sentence)
        raised = Raised(type(error).__name__, clean(str(error)), student_frames(error, self.folder)) if error else None
        return Call(
            function,
            seen.args,
            kwargs,
            seen.returned,
            raised,
            mutated=seen.mutated,
            shares_memory=seen.shares_memory,
            warnings=seen.warnings,
            touched_global_rng=seen.touched_global_rng,
        )
