"""The catalogue of translations: complete, compiled, and true to the placeholders of the sentences."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from autograder import catalogue, language
from autograder.environment import ROOT
from autograder.explain import explain
from autograder.reports.feedback import feedback_html
from autograder.results import CheckResult, CheckStatus, Counterexample, ShownCall

PO = catalogue.existing()
MESSAGES = [message for message in PO if message.id]


def ids(message: Message) -> tuple[str, ...]:
    return catalogue._texts(message.id)


def test_every_sentence_is_in_the_catalogue_and_no_other():
    collected = {ids(message)[0] for message in catalogue.collect() if message.id}
    known = {ids(message)[0] for message in MESSAGES}
    assert collected - known == set(), "run: python -m autograder.catalogue"
    assert known - collected == set(), "run: python -m autograder.catalogue"


def test_every_sentence_has_a_translation():
    missing = [ids(message)[0] for message in MESSAGES if not all(catalogue._texts(message.string))]
    assert [text for text in missing if text.strip()] == []  # white space between parts of a page has none


def placeholders(text: str) -> set[str]:
    named = set(re.findall(r"%\((\w+)\)s", text))
    try:
        return named | {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:  # a formula with braces, which is never formatted
        return named


def test_placeholders_survive():
    for message in MESSAGES:
        wanted = set().union(*map(placeholders, ids(message)))
        for translated in filter(None, catalogue._texts(message.string)):
            assert placeholders(translated) == wanted, ids(message)


def test_the_compiled_catalogue_is_that_of_the_text():
    assert catalogue.PO.with_suffix(".mo").read_bytes() == catalogue.compiled(PO)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DESCENT_LANG": "ko"}, "ko"),
        ({"DESCENT_LANG": "en", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"DESCENT_LANG": "klingon"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(environment: dict[str, str], expected: str):
    assert language.chosen(environment) == expected


def test_an_explanation_is_in_the_chosen_language(monkeypatch: pytest.MonkeyPatch):
    example = Counterexample((ShownCall("relu(-1.0)", "returned -1.0"),), "0.0", "why")
    check = CheckResult("t", "relu", "r", "public", CheckStatus.FAILED, 1, "m", example)
    assert explain(check)[2:] == ["        returned -1.0", "    expected 0.0", "Likely cause: why."]
    monkeypatch.setenv("DESCENT_LANG", "ko")
    korean = explain(check)
    assert "짐작되는 원인: why." in korean[-1]
    assert "returned" not in " ".join(korean)


def test_pages_are_in_the_language_they_are_asked_for():
    import runpy

    result = runpy.run_path(str(ROOT / "tests" / "results_by_hand.py"))["half_right"]()
    page = feedback_html(result, "활성화함수", lang="ko")
    assert '<html lang="ko">' in page
    assert "점수" in page
    assert "Likely cause" not in page


@pytest.mark.parametrize("file", catalogue.check_files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_a_check_says_with_values_in_it_is_translated(file: Path):
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    said = [text for call in calls if ast.unparse(call.func) == "fail" for text in call.args]
    bare = [text for text in said if isinstance(text, ast.JoinedStr)]
    words = [part.value for text in bare for part in text.values if isinstance(part, ast.Constant)]
    assert words == [], "an f-string is not collected: call translate on its template"
