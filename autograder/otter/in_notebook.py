"""The public checks on what a notebook defines: what Otter's test files call, on a student's machine."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.course_folder import folder_around
from autograder.explain import explain
from autograder.language import translate
from autograder.plugin import HOST, RESULTS, LocalHost
from autograder.results import CheckResult, CheckStatus
from autograder.sandbox.observe import Observation
from autograder.submission import Call, Frame, LocalSubmission, Submission, SubmissionFault

# pytest as a function: it prints nothing, and leaves warnings, signals and standard output to the notebook.
_PYTEST_OPTIONS = (
    *("--capture=no", "--assert=plain", "--noconftest", "--disable-plugin-autoload", "-p", "autograder.plugin"),
    *(
        option
        for plugin in (
            *("cacheprovider", "terminal", "logging", "warnings", "faulthandler"),
            *("threadexception", "unraisableexception"),
        )
        for option in ("-p", f"no:{plugin}")
    ),
)
_LOOKS_LIKE_A_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_WORD_JOINER = "\N{WORD JOINER}"


class RequirementMissed(Exception):
    """A requirement does not hold. The message is for the student; Otter shows it with the name of this class."""


class ChecksFailed(Exception):
    """The checks could not be run, through no fault of the student's."""


class NotebookSubmission(LocalSubmission):
    """The functions that a notebook has defined so far, under the names they have there."""

    def __init__(self, module: str, names: Mapping[str, object]) -> None:
        self._names = names
        super().__init__(Path(f"{module}.py"))

    def _import(self, path: Path) -> ModuleType:
        module = ModuleType(path.stem)
        vars(module).update(self._names)
        return module

    def call(self, function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """See `Submission.call`."""
        if not callable(self._names.get(function)):
            sentence = translate("The notebook does not define `{function}` yet: run the cell with it, then this one.")
            raise SubmissionFault(CheckStatus.MISSING_FUNCTION, sentence.format(function=function))
        return super().call(function, args, kwargs)

    def _record(self, function: str, kwargs: dict[str, object], seen: Observation) -> Call:
        call = super()._record(function, kwargs, seen)
        if call.raised is None or seen.raised is None:
            return call
        return replace(call, raised=replace(call.raised, frames=_frames_in_cells(seen.raised)))


def _frames_in_cells(error: BaseException) -> tuple[Frame, ...]:
    """The frames of a traceback that lie in cells, outermost first."""
    return tuple(
        Frame(cell, entry.lineno or 0, entry.name, (entry.line or "").strip())
        for entry in traceback.extract_tb(error.__traceback__)
        if (cell := _cell(entry.filename))
    )


def _cell(file: str) -> str:
    """What IPython calls the cell whose code has this file name ("Cell In[5]"); empty when it is none."""
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    named = shell.compile.format_code_name(file) if shell is not None else None
    return " ".join(named) if named else ""


@dataclass(frozen=True, eq=False)
class _NotebookHost(LocalHost):
    """Gives the notebook's functions to the checks; as a plugin of pytest, keeps the results."""

    names: Mapping[str, object] = field(default_factory=dict)
    results: dict[str, CheckResult] = field(default_factory=dict)

    def open(self, test_file: Path) -> Submission:
        """See `plugin.Host`."""
        return NotebookSubmission(test_file.stem.removeprefix("test_"), self.names)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[HOST] = self
        config.option.tbstyle = "native"  # not shown, and by far the cheapest to make

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.results.update({check.id: check for check in session.config.stash[RESULTS].values()})


class PublicChecks:
    """The public checks of one question, all of which run when the first one is asked for."""

    def __init__(self, test_file: Path, question: str) -> None:
        self._test_file = test_file
        self._question = question
        self._results: dict[str, CheckResult] | None = None

    def require(self, check: str, names: Mapping[str, object]) -> None:
        """Raise `RequirementMissed` unless the check holds for the functions among `names`.

        Raises `ChecksFailed` when that cannot be told.
        """
        if self._results is None:
            self._results = self._run(names)
        result = self._results.get(check)
        if result is None or result.status is CheckStatus.GRADER_ERROR:
            reason = result.message if result else f"{self._test_file.name} has no {check}"
            raise ChecksFailed(translate("This check could not be run: {reason}").format(reason=reason))
        if result.status is not CheckStatus.PASSED:
            raise RequirementMissed(_told(result))

    def _run(self, names: Mapping[str, object]) -> dict[str, CheckResult]:
        host = _NotebookHost(names=names)
        options = [*folder_around(self._test_file).pytest_options(), *_PYTEST_OPTIONS, "--question", self._question]
        status = pytest.main([*options, str(self._test_file)], plugins=[host])
        if status == pytest.ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        return host.results


def _told(result: CheckResult) -> str:
    """What the student reads about a check that did not pass, below its requirement."""
    lines = explain(result)[:1] if result.status is CheckStatus.NOT_WRITTEN else explain(result)
    # Otter puts the text into a page as it is. A browser takes no tag for what has a word joiner after the bracket.
    return _LOOKS_LIKE_A_TAG.sub(f"<{_WORD_JOINER}", "\n".join(lines))
