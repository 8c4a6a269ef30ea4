"""The benchmark measures the same thing everywhere: equal verdicts, whoever runs the checks. No time is asserted."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import settings

from autograder.course_folder import OWN
from autograder.examples import cache_folder, examples_of
from tests.benchmarks import classes, descent_run, floor, phases
from tests.benchmarks.measured import DASK, DESCENT, FLOOR, Report, file_name, read, row, targets
from tests.benchmarks.picture import picture
from tests.benchmarks.properties import properties
from tests.benchmarks.rivals import Pytest, otter_tests

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")


@pytest.fixture(autouse=True, scope="module")
def profile_of_tests() -> Iterator[None]:
    yield
    settings.load_profile("tests")  # the checks are loaded under their own


def report() -> Report:
    rows = [
        row("pytest + Hypothesis", "right", [4.0, 5.0, 6.0], 50_000_000, points=56.0),
        row(FLOOR, "right", [0.125], 40_000_000),
        row(DESCENT, "right", [0.25] * 30, 90_000_000, whole=9.0, submissions=30, growth=1.01),
        row(DESCENT, "right", [0.25] * 30, 140_000_000, whole=5.0, submissions=30, jobs=2, growth=1.01),
        row(DASK, "right", [0.17], 90_000_000, whole=5.5, submissions=30, jobs=2),
    ]
    phases = {"right": {"calls": [0.1, 0.05], "checks": [0.05, 0.05]}}
    return Report("A processor, 2 cores", {"Python": "3.13"}, quick=True, load=0.1, rows=rows, phases=phases)


@pytest.mark.proof  # half a minute, and what it tests is run to measure, not to grade
def test_all_graders_judge_alike(tmp_path: Path) -> None:
    modules = classes.write_class(tmp_path / "class", [classes.RIGHT, classes.WRONG[0]])
    plain = Pytest()
    plain.prepare(tmp_path)
    descent_run.grade(tmp_path / "class", tmp_path / "grades", cache_folder().parent, jobs=2)
    for module, graded in zip(modules, plain.grade(modules), strict=True):
        descent = descent_run.verdicts(tmp_path / "grades", module.parent.name)
        assert set(descent) == {check.key for check in properties()}
        assert floor.verdicts(module, examples_of(OWN)) == descent
        assert graded.passed == descent
        assert all(descent.values()) == (module is modules[0])


def test_otter_gets_a_case_for_each_check() -> None:
    checks = [check for check in properties() if check.question == "sigmoid"]
    text = otter_tests(checks)
    compile(text, "sigmoid.py", "exec")
    assert re.findall(r"^def (\w+)\(env\)", text, re.MULTILINE) == [f"{each.id}_{each.visibility}" for each in checks]
    assert text.count("@test_case") == len(checks)


def test_every_function_that_is_timed_is_there() -> None:
    assert phases.missing() == []


def test_a_report_can_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / f"{file_name(report().machine)}.json"
    report().write(file)
    assert file.name == "a-processor-2-cores.json"
    assert read(file) == report()


def test_targets_are_compared() -> None:
    met = {target.aim: (target.measured, target.met) for target in targets(report())}
    assert met["at least 15 times as fast as pytest + Hypothesis"] == ("16.7 times", True)
    assert met["within 3 times the floor"] == ("2.4 times", True)
    assert met["JOBS=2 at least 1.8 times as fast as JOBS=1"] == ("1.80 times", True)
    assert met["workers of Dask within 1.15 times of JOBS=2"] == ("1.10 times", True)
    assert met["30 right submissions on 2 cores, 8 a second"] == ("6.0 a second", False)
    assert met["at least 20 times as fast as otter run"] == ("not measured", None)


def test_a_report_can_be_drawn() -> None:
    drawn = picture(report())
    assert picture(report()) == drawn
    texts = "".join(ElementTree.fromstring(drawn).itertext())
    for word in (DESCENT, "pytest + Hypothesis", "floor", "300 ms", "5.00 s", "calls"):
        assert word in texts
    assert "prefers-color-scheme: dark" in drawn
    assert not re.findall(r"#0[1-5]0[1-5]0[1-5]", drawn)


@pytest.mark.parametrize(
    "file", sorted(Path(__file__).parent.glob("benchmarks/results/*.json")), ids=lambda file: file.stem
)
def test_what_was_recorded_can_be_read_and_drawn(file: Path) -> None:
    recorded = read(file)
    assert not recorded.quick
    assert file.stem == file_name(recorded.machine)
    assert file.with_suffix(".svg").read_text(encoding="utf-8") == picture(recorded)
