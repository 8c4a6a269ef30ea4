"""Calibration: what its page says follows from the numbers; what was measured is kept; variants are what they say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder import calibrate
from autograder.calibrate import REFERENCE, Calibration, Variant, measure_one, variants_of
from autograder.checks.attempts import MEASURES
from autograder.classroom import close_kept_sandbox
from autograder.code_text import what_it_does
from autograder.course import CourseError, load_course
from autograder.reports.calibration import markdown, picture

COURSE = load_course()
TRAINING = [assignment for assignment in COURSE.assignments if assignment.training]
REFERENCE_VARIANT = Variant(REFERENCE, "The reference solution.", True, {})
MADE_UP = Calibration(
    "05_any",
    "cpu",
    {"rows": 100},
    (
        REFERENCE_VARIANT,
        Variant("wide", "Wide.", True, {}),
        Variant("bad", "Bad.", False, {"accuracy": 1}),
        Variant("leak", "Leaks.", False, {}, "a check"),
    ),
    {"accuracy": (0.5, 0.8)},
    {"accuracy": 0.01},
    {
        REFERENCE: {"accuracy": {0: 0.9, 1: 0.79, 2: 0.9, 3: 0.9}},
        "wide": {"accuracy": {0: 0.9, 1: 0.9}},
        "bad": {"accuracy": {0: 0.6, 1: None, 2: 0.81}},
        "leak": {"accuracy": {0: 0.9}},
    },
)


def row(page: str, beginning: str) -> list[str]:
    """The cells of the first table row that begins so."""
    line = next(line for line in page.splitlines() if line.startswith(f"| {beginning} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_counts_what_was_measured() -> None:
    page = markdown(MADE_UP)
    assert row(page, "reference") == ["reference", "4", "0.8725", "0.0550", "0.7900", "0.9000", "4 of 4", "3 of 4"]
    assert row(page, "bad")[-2:] == ["2 of 3", "1 of 3"]  # no value reaches nothing
    assert "| 0.8 | reference | 1 of 4 |" in page
    assert "| 0.8 | all honest variants | 1 of 6 |" in page
    assert "| bad | Bad. | 0.8 | 1 of 3 |" in page
    assert "| leak | Leaks. | told apart by a check | | |" in page


def test_an_error_counts_the_other_way() -> None:
    page = markdown(replace(MADE_UP, bands={"accuracy": (0.85, 0.7)}))
    assert row(page, "reference")[-4:] == ["0.9000", "0.7900", "1 of 4", "0 of 4"]  # worst, best


def test_the_picture_has_a_row_for_each_variant_and_is_the_same_every_time() -> None:
    drawn = picture(MADE_UP, "accuracy")
    assert drawn == picture(MADE_UP, "accuracy")
    text = " ".join(ElementTree.fromstring(drawn).itertext())
    assert all(variant.name in text for variant in MADE_UP.variants)


@pytest.mark.parametrize("assignment", TRAINING, ids=lambda assignment: assignment.id)
def test_variants_name_measures_and_bands_that_exist(assignment: calibrate.Assignment) -> None:
    variants = variants_of(assignment)
    assert variants[0].name == REFERENCE
    assert sum(variant.honest for variant in variants) >= 5
    for profile in assignment.training.values():
        assert profile.bands.keys() == MEASURES[assignment.id].keys()
    for variant in variants:
        assert variant.files(assignment).keys() >= {f"{assignment.module}.py"}
        for measure, band in variant.stays_below.items():
            assert 0 <= band < len(assignment.training["cpu"].bands[measure])
        assert variant.honest or variant.stays_below or variant.told_apart_by
    files = {path.stem for path in (COURSE.folder.calibration / assignment.id).glob("*.py")}
    assert files == {variant.name for variant in variants[1:]}


@pytest.mark.parametrize("assignment", TRAINING, ids=lambda assignment: assignment.id)
def test_the_committed_measurements_are_of_this_code_and_support_the_thresholds(
    assignment: calibrate.Assignment,
) -> None:
    variants = variants_of(assignment)
    kept = json.loads((COURSE.folder.calibration / f"{assignment.id}.cpu.json").read_text(encoding="utf-8"))
    assert kept["fingerprints"] == calibrate._fingerprints(assignment, "cpu", variants), "run `make calibrate`"
    for measure, bands in assignment.training["cpu"].bands.items():
        rising = list(bands) == sorted(bands)
        for variant in variants:
            values = kept["values"][variant.name][measure].values()
            if variant.honest:
                assert len(values) >= 40
                assert all(v is not None and (v >= bands[-1] if rising else v <= bands[-1]) for v in values)
            elif measure in variant.stays_below:
                band = bands[variant.stays_below[measure]]
                assert len(values) >= 50
                assert not any(v is not None and (v >= band if rising else v <= band) for v in values)


def test_an_interrupted_run_goes_on_and_a_changed_variant_is_measured_afresh(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    first = calibrate._Kept(file, {"a": {"error": "1"}, "b": {"error": "1"}})
    first.of("a", "error")[0] = 2.5
    first.of("b", "error")[0] = None
    first.save()
    again = calibrate._Kept(file, {"a": {"error": "1"}, "b": {"error": "2"}})
    assert again.values() == {"a": {"error": {0: 2.5}}, "b": {}}


def test_comments_and_docstrings_do_not_count_as_changes() -> None:
    plain = b"def f(x):\n    return x + 1\n"
    assert what_it_does(b'"""Doc."""\n# why\ndef f(x):\n    """Doc."""\n    return x + 1\n') == what_it_does(plain)
    assert what_it_does(b"def f(x):\n    return x + 2\n") != what_it_does(plain)


def test_an_assignment_that_trains_nothing_is_one_sentence() -> None:
    with pytest.raises(CourseError, match="02_activations trains nothing that could be calibrated"):
        variants_of(COURSE.find("02"))


def test_a_measurement_is_the_same_every_time_and_none_without_a_value() -> None:
    by_name = {variant.name: variant for variant in variants_of(COURSE.find("06"))}
    mean_price = [measure_one("06", "cpu", by_name["mean_price"], "error", seed) for seed in (1, 1, 2)]
    assert mean_price[0] == mean_price[1] != mean_price[2]
    assert all(value is not None and 6 < value < 7.5 for value in mean_price)
    assert measure_one("06", "cpu", by_name["returns_y"], "error", 1) is None
    close_kept_sandbox()


def test_the_pages_in_the_repository_are_written_from_the_numbers_there() -> None:
    for page in COURSE.folder.calibration.glob("*.cpu.md"):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"\(\./([^)]+\.svg)\)", text):
            assert (COURSE.folder.calibration / name).is_file()
