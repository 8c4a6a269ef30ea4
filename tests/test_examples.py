"""Frozen examples: the verdict, and the counterexample, are those of Hypothesis itself."""

from __future__ import annotations

import copy
import functools
import importlib.util
import itertools
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings, target
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.extra import numpy as hypothesis_numpy

from autograder import plugin
from autograder.assertions import assert_close, assert_raises, fail
from autograder.cores import keep_to_one_core, use_all_cores
from autograder.environment import ROOT
from autograder.examples import ExampleCache, Examples, cache_folder, key, record
from autograder.replay import replay
from autograder.results import CheckStatus
from autograder.shrinking import MOST_STEPS, Shrinks
from autograder.submission import LocalSubmission, SubmissionFault

derandomised = settings(settings.get_profile("descent"), max_examples=30)  # as the plugin loads it, but fewer
vectors = hypothesis_numpy.arrays(np.float64, st.integers(0, 5), elements=st.floats(-8, 8, width=32), fill=st.nothing())
numbers = itertools.count()


# --- checks, as they stand in a file of checks ---


@derandomised
@given(x=st.integers(-(10**9), 10**9))
def integers(submission: Any, x: int) -> None:
    assert_close(submission.f(x), float(x))


@derandomised
@given(x=st.floats())
def floats(submission: Any, x: float) -> None:
    assert_close(submission.f(x), x)


@derandomised
@given(x=vectors)
def arrays(submission: Any, x: np.ndarray[Any, Any]) -> None:
    assert_close(submission.f(x.copy()), x)


@derandomised
@given(x=vectors)
def arrays_that_are_not_copied(submission: Any, x: np.ndarray[Any, Any]) -> None:
    expected = x.copy()
    submission.f(x)
    assert_close(submission.f(x), expected)


@derandomised
@given(pair=st.tuples(st.integers(0, 9), st.text(max_size=3)), flag=st.booleans(), items=st.lists(st.integers(0, 3)))
def several_arguments(submission: Any, pair: tuple[int, str], flag: bool, items: list[int]) -> None:
    for each in (pair, flag, items):
        if submission.f(each) != each:
            fail("The value is not the required one.")


@settings(derandomised, max_examples=7)
@given(x=st.sampled_from(["a", "b", "c"]))
def few(submission: Any, x: str) -> None:
    if submission.f(x) != x:
        fail("The value is not the required one.")


@derandomised
@given(x=st.integers(-1000, 1000).filter(lambda x: x % 3 == 0))
def filtered(submission: Any, x: int) -> None:
    assert_close(submission.f(x), float(x))


@derandomised
@given(x=st.integers(-20, 20))
def assuming(submission: Any, x: int) -> None:
    assume(x % 2 == 0)
    assert_close(submission.f(x), float(x))


@derandomised
@given(x=st.integers(-20, 20))
def guided(submission: Any, x: int) -> None:
    assert_close(submission.f(x), float(x))
    target(float(x))


@derandomised
@example(x=12345)
@given(x=st.integers(0, 5))
@example(x=-7)
def with_examples(submission: Any, x: int) -> None:
    assert_close(submission.f(x), float(x))


@st.composite
def _growing(draw: st.DrawFn) -> tuple[np.ndarray[Any, Any], int]:
    array = draw(vectors)
    return array, draw(st.integers(0, len(array)))


@derandomised
@given(problem=_growing())
def composed(submission: Any, problem: tuple[np.ndarray[Any, Any], int]) -> None:
    array, count = problem
    assert_close(submission.f(array[:count].copy()), array[:count])


@derandomised
@given(x=st.integers(-(10**9), 10**9))
def must_raise(submission: Any, x: int) -> None:
    assert_raises(submission, ValueError, "f", x)


@derandomised
@given(function=st.sampled_from([lambda x: x, lambda x: 2 * x]), x=st.integers(0, 9))
def with_functions(submission: Any, function: Callable[[int], int], x: int) -> None:
    """Its examples cannot be compared with those of Hypothesis, nor be written to disk."""
    assert_close(submission.f(function(x)), function(x))


CHECKS = [
    *(integers, floats, arrays, arrays_that_are_not_copied, several_arguments, few, filtered, assuming, guided),
    *(with_examples, composed, must_raise),
]
for _check in (*CHECKS, with_functions):
    plugin._forget_calls_before_each_example(_check)  # as the plugin does when it collects them


# --- submissions ---

BUGS = {
    "right": "return x",
    "wrong from a threshold on": "return x if not isinstance(x, int) or x < 17 else x + 1",
    "wrong for negative numbers": "return np.abs(x) if not isinstance(x, (str, tuple, list)) else x",
    "wrong for fractions": "return float(int(x)) if isinstance(x, float) and np.isfinite(x) else x",
    "wrong for infinity": "return x if isinstance(x, (str, tuple, list)) or not np.isinf(x).any() else 0.0 * x",
    "wrong for an empty array": "return None if isinstance(x, np.ndarray) and x.size == 0 else x",
    "wrong for the third element": "return np.where(np.arange(len(x)) == 2, 0, x) if isinstance(x, np.ndarray) else x",
    "wrong dtype": "return x.astype(int) if isinstance(x, np.ndarray) else x",
    "in place": "\n    if isinstance(x, np.ndarray): x *= 2\n    return x",
    "raises": "raise ValueError('no')",
    "raises now and then": "\n    if isinstance(x, int) and x > 100: raise ValueError(f'too large: {x}')\n    return x",
    "raises for a text": "\n    if x == 'b': raise KeyError(x)\n    return x",
    "raises another error": "return x + [1]",
    "returns nothing": "pass",
    "counts its calls": "\n    COUNT.append(1)\n    return x if len(COUNT) != 20 else None",
    "not written": "raise NotImplementedError('f: not written yet')",
    "exits": "raise SystemExit(1)",
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = list(sys.path), set(sys.modules)
    yield tmp_path
    sys.path[:] = before[0]
    for name in set(sys.modules) - before[1]:
        if name.startswith("submitted_"):
            del sys.modules[name]


def submission(folder: Path, body: str) -> LocalSubmission:
    file = folder / f"submitted_{next(numbers)}.py"
    file.write_text(f"import numpy as np\nCOUNT = []\n\ndef f(x):\n    {body}\n", encoding="utf-8")
    return LocalSubmission(file)


def same(one: Any, other: Any) -> bool:
    """Equal in type and value, and for arrays to the bit; NaN is NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    return repr(one) == repr(other)


def replayed(check: Any, examples: Examples, submitted: LocalSubmission, shrinks: Shrinks | None = None) -> None:
    replay(check, examples, {"submission": submitted}, shrinks=shrinks or Shrinks())


def ending(run: Callable[[], None], submitted: LocalSubmission) -> tuple[Any, ...]:
    """How a check ended, and on which calls."""
    submitted.forget_calls()
    try:
        run()
    except (Exception, SystemExit, SubmissionFault) as error:
        calls = [(call.args, call.returned, call.raised and call.raised.message) for call in submitted.calls]
        return type(error), str(error), calls
    return (None,)


# --- what is recorded ---


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_recorded_examples_are_those_that_hypothesis_tries(folder: Path, check: Any) -> None:
    """The same number, the same values, in the same order; what the check itself does with them is not asked."""
    tried: list[dict[str, Any]] = []
    inner = check.hypothesis.inner_test
    recorded = record(check)
    assert check.hypothesis.inner_test is inner

    def remember(*args: Any, **kwargs: Any) -> None:
        del kwargs["submission"]
        tried.append(copy.deepcopy(kwargs))

    remember.__wrapped__ = inner  # type: ignore[attr-defined]
    check.hypothesis.inner_test = remember
    try:
        check(submission=submission(folder, "return x"))
    finally:
        check.hypothesis.inner_test = inner
    assert len(recorded) == len(tried) > 2
    assert all(same(one, other) for one, other in zip(recorded, tried, strict=True))
    assert same(record(check), recorded)


@pytest.mark.parametrize(
    "check", [each for each in CHECKS if each not in (assuming, guided, must_raise)], ids=lambda c: c.__name__
)
def test_a_right_submission_sees_the_recorded_examples(folder: Path, check: Any) -> None:
    """Seen from the submission: Hypothesis on the untouched check calls it with what was recorded."""
    seen: list[Any] = []

    class Watched(LocalSubmission):
        def call(self, function: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
            seen.append(copy.deepcopy(args[0]))
            return super().call(function, args, kwargs)

    file = folder / f"submitted_{next(numbers)}.py"
    file.write_text("def f(x):\n    return x\n", encoding="utf-8")
    check(submission=Watched(file))
    by_hypothesis = list(seen)
    seen.clear()
    replayed(check, record(check), Watched(file))
    assert len(by_hypothesis) > 2
    assert same(seen, by_hypothesis)


def test_as_many_examples_as_the_settings_say() -> None:
    assert len(record(integers)) == 30
    assert len(record(few)) <= 7
    assert [each["x"] for each in record(with_examples)][:2] in ([12345, -7], [-7, 12345])


@derandomised
@given(
    x=vectors.map(lambda array: np.repeat(array, 2)[::2]),
    y=hypothesis_numpy.arrays(np.float64, (2, 3)).map(np.asfortranarray),
    z=vectors.map(lambda array: (array.setflags(write=False), array)[1]),
)
def laid_out(submission: Any, x: Any, y: Any, z: Any) -> None:
    submission.f([array.flags[flag] for array in (x, y, z) for flag in ("C", "F", "W")])


def test_arrays_keep_their_layout(folder: Path, tmp_path: Path) -> None:
    """A function that fails for a strided or read-only array must meet one here, too."""

    def layouts(run: Callable[[LocalSubmission], None]) -> set[tuple[bool, ...]]:
        submitted = submission(folder, "COUNT.append(x)")
        run(submitted)
        return {tuple(each) for each in submitted._module.COUNT}

    try:
        ExampleCache(tmp_path / "cache", "").get(laid_out)
        from_disk = ExampleCache(tmp_path / "cache", "").get(laid_out)
    except (TypeError, ValueError) as refused:  # or the check is refused, and says so
        assert "laid_out" in str(refused)  # noqa: PT017
        return
    by_hypothesis = layouts(lambda submitted: laid_out(submission=submitted))
    assert layouts(lambda submitted: replayed(laid_out, from_disk, submitted)) == by_hypothesis


# --- what a replay ends in ---


@pytest.mark.parametrize("body", BUGS.values(), ids=BUGS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_replay_ends_as_hypothesis_does(folder: Path, check: Any, body: str) -> None:
    mine, theirs = submission(folder, body), submission(folder, body)
    expected = ending(lambda: check(submission=theirs), theirs)
    got = ending(lambda: replayed(check, record(check), mine), mine)
    if "COUNT" in body:  # it depends on how often it was called before, and fails in one way or another
        assert (got[0] is None) == (expected[0] is None)
    else:
        assert same(got, expected)


def test_the_counterexample_is_the_smallest(folder: Path) -> None:
    submitted = submission(folder, BUGS["wrong from a threshold on"])
    with pytest.raises(AssertionError):
        replayed(integers, record(integers), submitted)
    assert submitted.calls[-1].args == (17,)
    submitted = submission(folder, BUGS["wrong for the third element"])
    with pytest.raises(AssertionError):
        replayed(arrays, record(arrays), submitted)
    (x,) = submitted.calls[-1].args
    assert x.tolist() == [0.0, 0.0, 1.0]  # type: ignore[attr-defined]


def test_a_submission_cannot_change_the_recorded_examples(folder: Path) -> None:
    examples = record(arrays_that_are_not_copied)
    before = copy.deepcopy(examples)
    with pytest.raises(AssertionError):
        replayed(arrays_that_are_not_copied, examples, submission(folder, BUGS["in place"]))
    assert same(examples, before)


def test_a_failure_that_comes_once_is_still_a_failure(folder: Path) -> None:
    """It is not met again; the verdict is not taken back, and says so."""
    submitted = submission(folder, "\n    COUNT.append(1)\n    return x if len(COUNT) > 1 else None")
    with pytest.raises(Flaky):
        replayed(integers, record(integers), submitted)
    assert [call.returned for call in submitted.calls] == [None]  # the call that failed, not the last one made


def test_a_failure_that_hypothesis_does_not_meet_is_shown_with_its_own_calls(folder: Path) -> None:
    submitted = submission(folder, "\n    COUNT.append(1)\n    return x if len(COUNT) > 1 else None")
    with pytest.raises(AssertionError):
        replayed(with_functions, record(with_functions), submitted)
    assert [call.returned for call in submitted.calls] == [None]


def test_a_search_that_comes_to_no_answer_ends_in_the_first_failure(folder: Path) -> None:
    body = """
    if x < 17: return x
    COUNT.append(x)
    if len(COUNT) > 1: raise SubmissionFault(CheckStatus.TIMEOUT, "f did not come back.")
    return x + 1"""
    submitted = submission(folder, body)
    vars(submitted._module).update(SubmissionFault=SubmissionFault, CheckStatus=CheckStatus)
    with pytest.raises(AssertionError):
        replayed(integers, record(integers), submitted)
    ((x,),) = [call.args for call in submitted.calls]
    assert x == submitted._module.COUNT[0]
    assert len(submitted._module.COUNT) == 2


# --- what is remembered of the way to the smallest counterexample ---

KNOWN = {check.__name__: Shrinks() for check in CHECKS}


class Hypotheses:
    """Counts how often Hypothesis itself runs."""

    def __init__(self, check: Any) -> None:
        self.check, self.hypothesis, self.runs = check, check.hypothesis, 0

    def __call__(self, **fixtures: object) -> None:
        self.runs += 1
        self.check(**fixtures)


@pytest.mark.parametrize("body", BUGS.values(), ids=BUGS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_known_steps_end_as_hypothesis_does(folder: Path, check: Any, body: str) -> None:
    """The steps are those of other mistakes, too: all submissions to a check share them."""
    theirs = submission(folder, body)
    expected = ending(lambda: check(submission=theirs), theirs)
    watched, examples, shrinks = Hypotheses(check), record(check), KNOWN[check.__name__]
    runs = []
    for _ in range(2):
        mine = LocalSubmission(theirs.folder / f"{theirs.module}.py")
        got = ending(functools.partial(replayed, watched, examples, mine, shrinks), mine)
        if "COUNT" in body:
            assert (got[0] is None) == (expected[0] is None)
        else:
            assert same(got, expected)
        runs.append(watched.runs)
    if check not in (assuming, guided) and "COUNT" not in body:
        assert runs[0] == runs[1]


@pytest.mark.parametrize("body", BUGS.values(), ids=BUGS)
@pytest.mark.parametrize("check", [integers, arrays, several_arguments], ids=lambda check: check.__name__)
def test_a_submission_is_called_as_often_with_known_steps(folder: Path, check: Any, body: str) -> None:
    shrinks, counts, examples = Shrinks(), [], record(check)
    for _ in range(3):
        file = folder / f"submitted_{next(numbers)}.py"
        source = f"import numpy as np\nCOUNT, ALL = [], []\n\ndef f(x):\n    ALL.append(repr(x))\n    {body.strip()}\n"
        file.write_text(source.replace("\n    \n", "\n"), encoding="utf-8")
        mine = LocalSubmission(file)
        ending(functools.partial(replayed, check, examples, mine, shrinks), mine)
        counts.append(mine._module.ALL)
    assert counts[0] == counts[1] == counts[2]


@pytest.mark.parametrize("body", [BUGS["wrong from a threshold on"], BUGS["raises now and then"]])
def test_examples_that_hypothesis_does_not_meet_again(folder: Path, body: str) -> None:
    """Recorded examples that are not those of Hypothesis, as with another version: it is told nothing of them."""
    shrinks = Shrinks()
    mine, theirs = submission(folder, body), submission(folder, body)
    expected = ending(lambda: integers(submission=theirs), theirs)
    got = ending(lambda: replayed(integers, record(integers)[::-1], mine, shrinks), mine)
    assert same(got, expected)
    assert not shrinks.steps


def test_few_steps_are_kept(folder: Path) -> None:
    shrinks, examples = Shrinks(), record(integers)
    for threshold in range(0, 1000, 10):
        mine = submission(folder, f"return x if x < {threshold} else None")
        ending(functools.partial(replayed, integers, examples, mine, shrinks), mine)
    assert MOST_STEPS // 2 < shrinks.steps <= MOST_STEPS


# --- the cache ---

SOURCE = """
from hypothesis import given, settings, strategies as st

@settings(settings.get_profile("descent"), max_examples=20)
@given(x=st.integers(0, {high}))
def test_one(submission, x):
    submission.f(x)

@settings(settings.get_profile("descent"), max_examples=20)
@given(x=st.integers(0, {high}))
def test_other(submission, x):
    submission.f(x)
"""


def module(folder: Path, source: str) -> ModuleType:
    file = folder / f"checks_{next(numbers)}.py"
    file.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def test_the_key_changes_with_whatever_the_examples_depend_on(tmp_path: Path) -> None:
    source = SOURCE.format(high=9)
    one, same_again = module(tmp_path, source), module(tmp_path, source)
    assert key(one.test_one, "s") == key(same_again.test_one, "s")
    others = [
        key(one.test_other, "s"),
        key(one.test_one, "t"),
        key(module(tmp_path, SOURCE.format(high=10)).test_one, "s"),
        key(module(tmp_path, source + "\n# a comment\n").test_one, "s"),
    ]
    assert len({key(one.test_one, "s"), *others}) == 5


def test_the_key_changes_with_the_settings(tmp_path: Path) -> None:
    checks, before = module(tmp_path, SOURCE.format(high=9)), settings.get_current_profile_name()
    keys = set()
    try:
        for profile in ("tests", "descent"):
            settings.load_profile(profile)
            keys.add(key(checks.test_one, "s"))
    finally:
        settings.load_profile(before)
    assert len(keys) == 2


def test_what_was_recorded_is_read_the_next_time(tmp_path: Path) -> None:
    checks = module(tmp_path, SOURCE.format(high=9))
    cache = ExampleCache(tmp_path / "cache", "s")
    examples = cache.get(checks.test_one)
    assert examples == record(checks.test_one)
    assert cache.get(checks.test_one) is examples
    (file,) = (tmp_path / "cache").iterdir()
    assert ExampleCache(tmp_path / "cache", "s").get(checks.test_one) == examples
    changed = [*examples, {"x": 123}]
    file.write_bytes(pickle.dumps(changed))
    read = ExampleCache(tmp_path / "cache", "s").get(checks.test_one)
    assert read in (changed, examples)  # read from the file, or found to be none of ours
    assert ExampleCache(tmp_path / "cache", "another").get(checks.test_one) == examples
    assert ExampleCache(tmp_path / "cache", "s").get(checks.test_other) == record(checks.test_other)


BROKEN = {
    "empty": b"",
    "text": b"no pickle at all",
    "zeros": bytes(1000),
    "a later protocol": b"\x80\x63.",
    "a number": pickle.dumps(7),
    "nothing": pickle.dumps(None),
    "a list of something else": pickle.dumps([1, 2]),
    "a dictionary": pickle.dumps({"x": 1}),
    "a class that is gone": b"cautograder.examples\nGone\n.",
    "a module that is gone": b"cgone_for_good\nGone\n.",
    "a number that is none": b"Iabc\n.",
    "a text that is none": b"V\\ud\n.",
    "a stack that is empty": b"0.",
    "a memo that is empty": b"g7\n.",
    "a mark that is not there": b"t.",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_recorded_again(tmp_path: Path, content: bytes) -> None:
    checks = module(tmp_path, SOURCE.format(high=9))
    good = ExampleCache(tmp_path / "cache", "s").get(checks.test_one)
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(content)
    assert ExampleCache(tmp_path / "cache", "s").get(checks.test_one) == good
    assert ExampleCache(tmp_path / "cache", "s").get(checks.test_one) == good
    assert file.read_bytes() != content
    assert list((tmp_path / "cache").iterdir()) == [file]


def test_a_file_that_breaks_off_is_recorded_again(tmp_path: Path) -> None:
    checks = module(tmp_path, SOURCE.format(high=9))
    good = ExampleCache(tmp_path / "cache", "s").get(checks.test_one)
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    for size in range(0, len(whole), 7):
        file.write_bytes(whole[:size])
        assert ExampleCache(tmp_path / "cache", "s").get(checks.test_one) == good


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    checks = module(tmp_path, SOURCE.format(high=9))
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    cache = ExampleCache(tmp_path / "file" / "cache", "s")
    assert cache.get(checks.test_one) == record(checks.test_one)
    (tmp_path / "cache").mkdir()
    name = key(checks.test_one, "s")
    (tmp_path / "cache" / name).mkdir()  # a folder where the file should be
    assert ExampleCache(tmp_path / "cache", "s").get(checks.test_one) == record(checks.test_one)


PROCESS = """
import importlib.util, sys
from pathlib import Path
import autograder.plugin
from autograder.examples import ExampleCache

spec = importlib.util.spec_from_file_location("checks", sys.argv[1])
checks = importlib.util.module_from_spec(spec)
sys.modules["checks"] = checks
spec.loader.exec_module(checks)
print("ready", flush=True)
sys.stdin.readline()
cache = ExampleCache(Path(sys.argv[2]), "s")
examples = [cache.get(test) for test in (checks.test_one, checks.test_other)]
print(examples)
"""


def test_processes_that_record_at_once_agree(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text(SOURCE.format(high=10**6), encoding="utf-8")
    arguments = [sys.executable, "-c", PROCESS, str(tmp_path / "checks.py"), str(tmp_path / "cache")]
    processes = [
        subprocess.Popen(arguments, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = {process.communicate(timeout=60)[0] for process in processes}
    checks = module(tmp_path, SOURCE.format(high=10**6))
    assert answers == {f"{[record(test) for test in (checks.test_one, checks.test_other)]}\n"}
    assert len(list((tmp_path / "cache").iterdir())) == 2  # and no temporary file


DRAWN = """
from hypothesis import given, settings, strategies as st

@settings(settings.get_profile("descent"), max_examples=200)
@given(x=st.integers(0, 10**6))
def test_one(submission, x):
    submission.f(x)

@settings(settings.get_profile("descent"), max_examples=200)
@given(x=st.floats(0, 1))
def test_other(submission, x):
    submission.f(x)
"""


def test_what_else_is_imported_changes_no_example(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text(DRAWN, encoding="utf-8")
    (tmp_path / "constants.py").write_text(f"X = {[*range(7, 10**6, 9973)]}, {[1 / n for n in range(2, 50)]}\n")
    examples = set()
    for name, process in (("alone", PROCESS), ("beside", f"import constants{PROCESS}")):
        arguments = [sys.executable, "-c", process, str(tmp_path / "checks.py"), str(tmp_path / name)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(tmp_path)))}
        done = subprocess.run(arguments, cwd=ROOT, env=env, input="go\n", text=True, stdout=subprocess.PIPE, check=True)
        examples.add(done.stdout)
    assert len(examples) == 1


def test_examples_that_cannot_be_written_to_disk_cost_only_time(folder: Path) -> None:
    examples = ExampleCache(folder / "cache", "s").get(with_functions)
    replayed(with_functions, examples, submission(folder, "return x"))
    with pytest.raises(AssertionError):
        replayed(with_functions, examples, submission(folder, "return 2 * x"))
    assert not (folder / "cache").exists() or not list((folder / "cache").iterdir())


def test_nobody_else_can_read_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever makes the folder: it holds what hidden checks try."""
    monkeypatch.setenv("DESCENT_CACHE", str(tmp_path / "new"))
    use_all_cores()
    keep_to_one_core()
    use_all_cores()
    assert not cache_folder().exists() or cache_folder().stat().st_mode & 0o077 == 0


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DESCENT_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine" / "examples"
    monkeypatch.delenv("DESCENT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "descent" / "examples"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert cache_folder() == Path.home() / ".cache" / "descent" / "examples"
    assert os.environ["XDG_CACHE_HOME"] == ""
