"""The strength proof: a small slice graded for real, and what is made of the answers."""

from __future__ import annotations

import functools
import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder import strength_sample, strength_tasks
from autograder.classroom import Setting
from autograder.course import load_course
from autograder.differential import Difference, drawn, first_difference
from autograder.environment import ROOT
from autograder.mutants import callers, calls, mutants
from autograder.reports.strength import strength_html, strength_markdown
from autograder.results import Result, Status
from autograder.strength import prove
from autograder.strength_candidates import StrengthError, candidates, listed, makers_of, provable, reference_of, text_of
from autograder.strength_record import Kind, Strength, Survivor, fairness, from_json, record, recorded, to_json
from autograder.strength_sample import Sample, made_with, some
from autograder.strength_tasks import Answers

COURSE = load_course()
FIRST = COURSE.find("00")
TRAINED = provable(COURSE, training=True)
EVERY = [*provable(COURSE), *TRAINED]
SETTING = Setting(ROOT / "course.toml")


def proved(cache: Path, seen: list[tuple[int, int]] | None = None) -> Strength:
    def on_progress(done: int, total: int) -> None:
        if seen is not None:
            seen.append((done, total))

    (found,) = prove(COURSE, [FIRST], SETTING, 2, on_progress, cache, frozenset({"direction", "accuracy"}))
    return found


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("strength")


@pytest.fixture(scope="module")
def found(cache: Path) -> Strength:
    return proved(cache)


def test_a_slice_is_proved(found: Strength) -> None:
    made = [each for each in mutants(reference_of(FIRST)) if each.function in ("direction", "accuracy")]
    assert found.total("made") == len(made)
    assert found.total("killed") + found.total("equivalent") + found.total("survived") == len(made)
    assert found.total("killed") > 0.8 * len(made)
    assert not [run.problem for run in found.runs if run.problem]


def test_points_are_lost_where_functions_are_called(found: Strength) -> None:
    fair = fairness(found.runs)
    assert fair["direction"] == (("direction", "classify", "learn", "random_search"),) * 2
    assert fair["random_search"] == (("random_search",),) * 2


def test_the_second_time_nothing_is_graded(found: Strength, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strength_tasks, "process_pool", None)
    seen: list[tuple[int, int]] = []
    assert proved(cache, seen) == found
    assert all(done == total for done, total in seen)


def test_an_interrupted_run_goes_on(found: Strength, cache: Path, tmp_path: Path) -> None:
    known = (cache / "00_first_learner.jsonl").read_text().splitlines()
    (tmp_path / "00_first_learner.jsonl").write_text("\n".join(known[:-2]) + "\n" + known[-2][:20])
    seen: list[tuple[int, int]] = []
    assert proved(tmp_path, seen) == found
    assert seen[0][1] - seen[0][0] <= 2


def test_a_fault_is_asked_for_again_and_a_broken_line_costs_no_other(tmp_path: Path) -> None:
    answers = Answers(tmp_path, "a")
    answers.put("fault", {"killed_by": None, "error": "no memory"})
    assert answers.get("fault") is not None
    answers.put("one", {"killed_by": "x", "error": ""})
    with (tmp_path / "a.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"key": "cut')
    Answers(tmp_path, "a").put("two", {"killed_by": "y", "error": ""})
    again = Answers(tmp_path, "a")
    assert again.get("fault") is None
    assert again.get("one") == {"killed_by": "x", "error": ""}
    assert again.get("two") == {"killed_by": "y", "error": ""}


@pytest.mark.parametrize("status", [Status.TIMEOUT, Status.MEMORY, Status.IMPORT_ERROR])
def test_a_mutant_that_ends_at_import_is_killed(status: Status) -> None:
    assert strength_tasks._killer(Result("a", "a", status, ())) == {"killed_by": "import", "error": ""}


def test_dicts_are_compared_by_their_values() -> None:
    source = "def f(p): return {k: v * 2 for k, v in p.items()}"
    inputs = drawn({"f": lambda rng: ({"w": rng.random(3)},)})
    assert first_difference(inputs, source, source, ["f"], 3) is None
    assert first_difference(inputs, source, source.replace("v * 2", "v + v * (1 + 1e-15)"), ["f"], 3) is None
    assert first_difference(inputs, source, source.replace("v * 2", "v * 3"), ["f"], 3) is not None


def test_the_record_keeps_everything(found: Strength, tmp_path: Path) -> None:
    assert from_json(to_json(found)) == found
    record([found], tmp_path)
    assert list(recorded(tmp_path)) == [found]
    assert (tmp_path / "README.md").read_text() == strength_markdown([found])


def test_mistakes_say_what_they_lose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def complaint(kind: str, text: str) -> str:
        folder = tmp_path / FIRST.id / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "each.py").write_text(text)
        with pytest.raises(StrengthError) as raised:
            candidates(FIRST, tmp_path)
        (folder / "each.py").unlink()
        return str(raised.value)

    assert "Loses" in complaint("mistakes", '"""Wrong."""\n')
    assert "loses nothing" in complaint("variants", '"""Right.\n\nLoses: learn\n"""\n')
    assert "'lern'" in complaint("mistakes", '"""Wrong.\n\nLoses: lern\n"""\n')
    assert "no docstring" in complaint("mistakes", "x = 1\n")
    assert "not valid Python (line 1)" in complaint("mistakes", "def (\n")


def test_a_mistake_takes_the_place_of_functions(tmp_path: Path) -> None:
    (tmp_path / FIRST.id / "mistakes").mkdir(parents=True)
    text = '"""Wrong.\n\nLoses: learn, accuracy\n"""\n\n\ndef accuracy(predicted, labels):\n    return 0\n'
    (tmp_path / FIRST.id / "mistakes" / "zero.py").write_text(text)
    (mistake,) = (each for each in candidates(FIRST, tmp_path) if each.kind is Kind.MISTAKE)
    assert mistake.loses == ("accuracy", "learn")  # in the order of the questions
    assert mistake.description == "Wrong."
    assert first_difference(makers_of(FIRST), reference_of(FIRST), mistake.source, ("accuracy",), 100) is not None


def test_equivalent_mutants_are_read_with_their_reasons(tmp_path: Path) -> None:
    (tmp_path / FIRST.id).mkdir()
    file = tmp_path / FIRST.id / "equivalent.toml"
    file.write_text(
        '[[equivalent]]\nfunction = "f"\nreason = """Because\nso."""\nmutants = [["-a", "+b"], ["-a", "#2"]]\n'
    )
    first, second = listed(FIRST, tmp_path)
    assert first.key == ("f", ("-a", "+b"), 1)
    assert second.key == ("f", ("-a",), 2)
    assert first.reason == "Because so."
    file.write_text('[[equivalent]]\nfunction = "f"\n')
    with pytest.raises(StrengthError, match="needs tables"):
        listed(FIRST, tmp_path)


def test_what_trains_is_proved_when_it_is_named() -> None:
    assert {each.id for each in TRAINED} == {each.id for each in COURSE.assignments if each.training}
    assert not {each.id for each in TRAINED} & {each.id for each in provable(COURSE)}


def test_a_question_loses_points_with_the_functions_that_its_checks_call(tmp_path: Path) -> None:
    for each in candidates(TRAINED[0]):
        if each.kind is Kind.STUBBED and each.name == "train":
            assert each.loses == ("build_functional_classifier", "train", "binary_accuracy", "accuracy")
    (tmp_path / FIRST.id).mkdir()
    for text, complaint in (("lern = []", "'lern'"), ("learn", "not valid TOML")):
        (tmp_path / FIRST.id / "calls.toml").write_text(text)
        with pytest.raises(StrengthError, match=complaint):
            candidates(FIRST, tmp_path)


@pytest.mark.parametrize("assignment", provable(COURSE), ids=lambda each: each.id)
def test_inputs_are_there_for_every_question_and_repeat(assignment) -> None:
    functions = list(makers_of(assignment).sources)
    assert set(functions) == {question.id for question in assignment.questions}
    source = reference_of(assignment)
    assert first_difference(makers_of(assignment), source, source, functions, 300) is None


@functools.cache
def mutants_of(name: str):
    return mutants(reference_of(COURSE.find(name)))


def _entries(assignment):
    """The mutants that equivalent.toml lists."""
    made = {each.key: each for each in mutants_of(assignment.id)}
    return [(made[entry.key], entry) for entry in listed(assignment)]


def test_inputs_are_there_for_every_function_that_trains() -> None:
    for assignment in TRAINED:
        functions = [each.id for each in assignment.questions if each.id in calls(reference_of(assignment))]
        assert list(makers_of(assignment).sources) == functions


@pytest.mark.proof
@pytest.mark.parametrize("assignment", TRAINED, ids=lambda each: each.id)
def test_inputs_repeat_where_something_is_trained(assignment) -> None:
    source = reference_of(assignment)
    functions = list(makers_of(assignment).sources)
    assert first_difference(makers_of(assignment), source, source, functions, 2_000) is None


@pytest.mark.parametrize("assignment", EVERY, ids=lambda each: each.id)
def test_every_listed_mutant_exists_and_has_a_reason(assignment) -> None:
    for mutant, entry in _entries(assignment):
        assert len(entry.reason.split()) > 4, mutant.diff


@pytest.mark.proof
@pytest.mark.parametrize("assignment", EVERY, ids=lambda each: each.id)
def test_equivalent_mutants_are_equal_on_ten_thousand_examples(assignment) -> None:
    source = reference_of(assignment)
    for mutant, _ in _entries(assignment):
        functions = callers(source, mutant.function)
        assert first_difference(makers_of(assignment), source, mutant.source, functions, 10_000) is None, mutant.diff


def test_the_committed_pages_are_those_of_the_committed_record() -> None:
    everything = list(recorded())
    assert (COURSE.folder.strength / "README.md").read_text() == strength_markdown(everything)
    assert (COURSE.folder.strength / "index.html").read_text() == strength_html(everything)
    for each in everything:
        assert each.total("made") == len(mutants_of(each.assignment)), f"run `make verify A={each.assignment}` again"


def test_every_assignment_has_a_proof() -> None:
    assert {each.id for each in EVERY} - {each.assignment for each in recorded()} == set()


@pytest.mark.parametrize("assignment", EVERY, ids=lambda each: each.id)
def test_the_record_is_up_to_date_and_proves_the_checks(assignment) -> None:
    """The gate: to make the whole proof takes minutes, where checks train half an hour, so its record is looked at."""
    (kept,) = (each for each in recorded() if each.assignment == assignment.id)
    number = assignment.id[:2]
    assert kept.made_with == made_with(assignment), (
        f"run `make verify A={number}`: checks, solution or mistakes changed"
    )
    assert not kept.problems
    assert not kept.survivors
    assert kept.total("killed") + kept.total("equivalent") == kept.total("made")
    assert len([run for run in kept.runs if run.kind is Kind.MISTAKE]) >= 15
    assert len([run for run in kept.runs if run.kind is Kind.VARIANT]) >= 12
    assert all(run.lost == run.loses for run in kept.runs)
    # A record of what trains, which is made seldom, may be older than the question whether a cause was named.
    unexplained = (False,) if assignment.training else (False, None)
    assert [run.name for run in kept.runs if run.kind is Kind.MISTAKE and run.explained in unexplained] == []


def test_a_sample_is_judged_as_recorded(tmp_path: Path) -> None:
    sample = Sample(mutants=4, others=1)
    proved = prove(COURSE, provable(COURSE), SETTING, 2, lambda done, total: None, tmp_path, sample=sample)
    assert [each.assignment for each in proved] == [each.id for each in provable(COURSE)]
    for found in proved:
        assert found.problems == ()
        assert (found.total("made"), found.total("killed"), len(found.runs)) == (4, 4, 2), found.assignment


@pytest.mark.proof
@pytest.mark.parametrize("assignment", TRAINED, ids=lambda each: each.id)
def test_a_sample_of_what_trains_is_judged_as_recorded(assignment, tmp_path: Path) -> None:
    sample = Sample(mutants=6, others=1)
    (found,) = prove(COURSE, [assignment], SETTING, 2, lambda done, total: None, tmp_path, sample=sample)
    assert found.problems == ()
    assert (found.total("made"), found.total("killed"), len(found.runs)) == (6, 6, 2)


def test_a_proof_is_made_with_all_modules_that_the_checks_import(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {each.id[:2]: made_with(each) for each in EVERY}

    def changed_by(name: str) -> str:
        """The assignments whose proof another text of this module makes out of date."""

        def another(file: Path) -> str:
            return text_of(file) + "changed = True\n" * (file.name == name)

        monkeypatch.setattr(strength_sample, "text_of", another)
        return " ".join(sorted(each.id[:2] for each in EVERY if made_with(each) != before[each.id[:2]]))

    assert changed_by("network_oracles.py") == "04 05"
    assert changed_by("keras_models.py") == "05 06"
    assert changed_by("leakage.py") == "06"
    assert changed_by("arguments.py") == "00 01 02 03 04 05 06"


def test_a_sample_changes_with_what_the_proof_is_made_with() -> None:
    numbers = list(range(50))
    chosen = some(numbers, 5, lambda number: number, "one")
    assert chosen == sorted(chosen) == some(numbers, 5, lambda number: number, "one")
    assert chosen != some(numbers, 5, lambda number: number, "another")
    assert some(numbers, 60, lambda number: number, "one") == numbers


def test_the_page_shows_a_survivor_with_its_input(found: Strength) -> None:
    survivor = Survivor("f", "constant", ("-x < 1", "+x < 2"), Difference("f(1)", "returns 0", "returns 1"))
    shown = replace(found, survivors=(survivor,), problems=("A mutant survives: f",))
    page = strength_markdown([shown])
    assert "```diff\n-x < 1\n+x < 2\n```" in page
    assert "`f(1)`: the solution `returns 0`, the mutant `returns 1`." in page
    assert json.loads(to_json(shown))["survivors"][0]["function"] == "f"
    assert "x &lt; 2" in strength_html([shown])
