"""The pytest plugin: `@question`, the `submission` fixture and one `CheckResult` per check.

The same checks run on two hosts. `LocalHost`, the default, imports the student's module into this process; grading
puts another `Host` into `config.stash[HOST]`, whose submissions live in a sandbox.
"""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import Phase, is_hypothesis_test, settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants

from autograder.explain import explain
from autograder.language import translate
from autograder.results import CheckResult, CheckStatus
from autograder.submission import LocalSubmission, Submission
from autograder.time_limit import time_limit
from autograder.training import Training
from autograder.verdict import PASSED, Verdict, judge

LOCAL_CHECK_SECONDS = 60  # a student's own run: long enough for training loops in pure Python
HIDDEN_CHECKS = "checks"  # the folder of every course that has them

settings.register_profile(
    "descent",
    derandomize=True,
    deadline=None,
    database=None,
    report_multiple_bugs=False,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),  # not explain: it costs as much as all others, for a comment
)

# By itself, Hypothesis also tries the constants of whatever modules are imported and lie in no package folder: other
# examples for a grader on another machine, for `verify`, for each student. To look for them takes 0.1 s.
HypothesisProvider._local_constants = Constants()  # type: ignore[assignment, method-assign]


class Host(Protocol):
    """Where submissions run."""

    def open(self, test_file: Path) -> Submission:
        """The submission that the checks in `test_file` judge."""
        ...

    def training(self, test_file: Path) -> Training:
        """What the runner allows the checks in `test_file` that train."""
        ...


@dataclass(frozen=True)
class LocalHost:
    """Imports `<module>.py` from beside `test_<module>.py`, or from `path` (a file or folder) when one is given."""

    path: Path | None = None

    def open(self, test_file: Path) -> Submission:
        """Import the module. Raises `ImportFailure` when that fails, pytest's UsageError when there is no such file."""
        module = test_file.stem.removeprefix("test_") + ".py"
        place = self.path or test_file.parent
        file = place / module if place.is_dir() else place
        if not file.is_file():
            raise pytest.UsageError(f"There is no {file}: pass --submission with the file or folder to check.")
        return LocalSubmission(file)

    def training(self, test_file: Path) -> Training:
        """The sizes and thresholds of the runner "cpu"; with a secret that everyone knows."""
        from autograder.course import load_course
        from autograder.course_folder import folder_around

        module = test_file.stem.removeprefix("test_")
        training = (
            load_course(folder_around(test_file).course_file).find(module).training_on("cpu", b"a student's own run")
        )
        if training is None:
            raise pytest.UsageError(f"course.toml has no training for {module}; restore it with git checkout.")
        return training


@dataclass(frozen=True)
class CheckSpec:
    """What is known of a check before it runs."""

    id: str
    question: str
    requirement: str
    visibility: str
    points: Fraction
    needs: tuple[str, ...]


HOST = pytest.StashKey[Host]()
SPEC = pytest.StashKey[CheckSpec]()
RESULTS = pytest.StashKey[dict[str, CheckResult]]()


def question(
    id: str, *, points: int | str | Fraction, needs: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark a test function as a check of the question `id`, worth `points` (exact: an int, "1/2" or a Fraction).

    The function's docstring is the requirement that the student reads. `needs` names checks of the same file,
    defined before this one, without which this one says nothing: when one of them did not pass, this one is skipped.
    """
    if isinstance(points, float):
        exact = f'"{Fraction(points).limit_denominator(100)}"' if math.isfinite(points) else "a number"
        raise TypeError(f"points of {id!r} must be exact: write {exact}, not {points}")
    return pytest.mark.question(id=id, points=Fraction(points), needs=needs)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Register `--submission` and `--question`."""
    group = parser.getgroup("descent")
    group.addoption(
        "--submission", metavar="PATH", help="file or folder with the module to check (default: beside the test file)"
    )
    group.addoption("--question", metavar="ID", help="run only the checks of this question")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, load the Hypothesis profile and choose the host."""
    settings.load_profile("descent")  # before collection: Hypothesis reads the profile where @given is applied
    config.addinivalue_line(
        "markers", "question(id, points, needs): the question this check belongs to and what it is worth"
    )
    path = config.getoption("--submission")
    config.stash.setdefault(HOST, LocalHost(Path(path).resolve() if path else None))
    config.stash[RESULTS] = {}


def _spec(item: pytest.Item) -> CheckSpec | None:
    mark = item.get_closest_marker("question")
    if mark is None:
        return None
    function: Callable[..., None] = item.obj  # type: ignore[attr-defined]
    if "submission" not in getattr(item, "fixturenames", ()):
        raise pytest.UsageError(f"{item.nodeid} does not take the fixture `submission`; a check needs it.")
    requirement = inspect.getdoc(function)
    if not requirement:
        raise pytest.UsageError(f"{item.nodeid} has no docstring; write the requirement that the student reads.")
    visibility = "hidden" if item.path.parent.name == HIDDEN_CHECKS else "public"
    sentence = " ".join(requirement.split())
    about = (item.name, mark.kwargs["id"], translate(sentence), visibility)
    return CheckSpec(*about, mark.kwargs["points"], mark.kwargs["needs"])


def _forget_calls_before_each_example(function: Any) -> None:
    """Let every example of a Hypothesis test begin with an empty list of calls (once per function)."""
    inner = function.hypothesis.inner_test
    if getattr(inner, "forgets_calls", False):
        return

    @functools.wraps(inner)
    def example(*args: Any, **kwargs: Any) -> None:
        kwargs["submission"].forget_calls()
        inner(*args, **kwargs)

    example.forgets_calls = True  # type: ignore[attr-defined]
    function.hypothesis.inner_test = example


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Read every check's mark, validate `needs`, and keep only the chosen question."""
    wanted = config.getoption("--question")
    seen: set[tuple[Path, str]] = set()
    kept: list[pytest.Item] = []
    dropped: list[pytest.Item] = []
    for item in items:
        spec = _spec(item)
        if spec is None:
            kept.append(item)
            continue
        for needed in spec.needs:
            if (item.path, needed) not in seen:
                raise pytest.UsageError(
                    f"{item.nodeid} needs {needed!r}, which is not defined before it in the same file."
                )
        seen.add((item.path, spec.id))
        item.stash[SPEC] = spec
        if is_hypothesis_test(item.obj):  # type: ignore[attr-defined]
            _forget_calls_before_each_example(item.obj)  # type: ignore[attr-defined]
        (dropped if wanted and spec.question != wanted else kept).append(item)
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


@pytest.fixture(scope="module")
def submission(request: pytest.FixtureRequest) -> Submission:
    """The submission whose functions the checks call."""
    return request.config.stash[HOST].open(request.path)


@pytest.fixture(scope="module")
def training(request: pytest.FixtureRequest) -> Training:
    """What the runner allows checks that train."""
    return request.config.stash[HOST].training(request.path)


def result_key(item: pytest.Item, name: str = "") -> str:
    """What names the result of a check in RESULTS; with a name, that of another check in the same file."""
    return f"{item.path}::{name or item.name}"


def unmet_need(item: pytest.Item) -> CheckResult | None:
    """The result of a check that this one needs and that did not pass, if there is one."""
    spec, results = item.stash.get(SPEC, None), item.config.stash[RESULTS]
    found = (results.get(result_key(item, needed)) for needed in (spec.needs if spec else ()))
    return next((each for each in found if each is not None and each.status is not CheckStatus.PASSED), None)


def passed(spec: CheckSpec) -> CheckResult:
    """The result of a check that has nothing to say."""
    return CheckResult(spec.id, spec.question, spec.requirement, spec.visibility, CheckStatus.PASSED, spec.points)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a check when one that it needs did not pass."""
    if (before := unmet_need(item)) is not None:
        sentence = translate("It builds on another requirement, which does not hold yet: {requirement}")
        pytest.skip(sentence.format(requirement=before.requirement))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Begin with no recorded calls; limit the time of a check on the local host."""
    spec = item.stash.get(SPEC, None)
    if spec is None:
        return (yield)
    submission: Submission = item.funcargs["submission"]  # type: ignore[attr-defined]
    submission.forget_calls()
    submission.notes.clear()
    if isinstance(item.config.stash[HOST], LocalHost) and not item.config.getoption("usepdb"):
        with time_limit(LOCAL_CHECK_SECONDS):
            return (yield)
    return (yield)


def _verdict(item: pytest.Item, call: pytest.CallInfo[None]) -> Verdict:
    error = call.excinfo.value if call.excinfo else None
    if error is None:
        return PASSED
    if call.when == "setup" and isinstance(error, pytest.skip.Exception):
        return Verdict(CheckStatus.SKIPPED, str(error))
    return judge(error, item.funcargs.get("submission"))  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Record the check's result, and let pytest show our words instead of the grader's frames."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    spec = item.stash.get(SPEC, None)
    if spec is None or call.when == "teardown" or (call.when == "setup" and call.excinfo is None):
        return report  # type: ignore[return-value]
    verdict = _verdict(item, call)
    submission: Submission | None = item.funcargs.get("submission")  # type: ignore[attr-defined]
    result = CheckResult(
        spec.id,
        spec.question,
        spec.requirement,
        spec.visibility,
        verdict.status,
        spec.points,
        verdict.message,
        verdict.counterexample,
        " ".join(submission.notes) if submission is not None else "",
    )
    item.config.stash[RESULTS][result_key(item)] = result
    if verdict.status is not CheckStatus.GRADER_ERROR and report.failed:
        report.longrepr = "\n".join([spec.requirement, *explain(result)])
    return report  # type: ignore[return-value]
