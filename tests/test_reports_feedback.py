"""A student's feedback: complete, and whatever text is in it, text it stays, as a page, as Markdown and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from autograder.reports.feedback import feedback_html, feedback_json, feedback_markdown, for_student
from autograder.reports.markdown import code, code_block, prose
from autograder.reports.plain import MAX_CHARACTERS, harmless, one_line, pieces, with_texts
from autograder.results import CheckResult, CheckStatus, Counterexample, Result, ShownCall, Status, from_json
from tests.arbitrary_results import FEWER, HOSTILE, mask, masked, results, texts, unmask
from tests.reading_html import Element, read_html
from tests.results_by_hand import (
    PRINTED,
    TITLES,
    Outcome,
    activations,
    check,
    half_right,
    question,
    small_class,
    unloadable,
)

# As on GitHub: CommonMark with raw HTML, tables and strikethrough.
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)  # control characters, those that change the direction of writing, and surrogates
ELEMENTS = {
    *("", "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section", "article"),
    *("details", "summary", "h1", "h2", "h3", "p", "b", "strong", "span", "code", "dl", "dt", "dd", "div", "ol", "ul"),
    *("li", "a"),
}


def checks_of(result: Result) -> list[CheckResult]:
    return [check for question in result.questions for check in question.checks]


def shown(text: str) -> str:
    """`text` as a reader sees it: on one line, without the backticks that quote code."""
    return "".join(part for part, _ in pieces(one_line(text)))


def structure(document: Element) -> list[tuple[str, dict[str, str | None]]]:
    return [(each.tag, each.attributes) for each in document]


def tokens_of(text: str) -> list[Token]:
    """The Markdown as blocks and, in place of each `inline`, what it holds."""
    return [each for token in RENDERER.parse(text) for each in (token.children or [token])]


def blocks(tokens: list[Token]) -> list[tuple[str, str]]:
    # What looks like a link is shown as code, so that text alone may be either.
    spans = ("text", "text_special", "code_inline")
    return [(token.type, token.tag) for token in tokens if token.type not in spans]


def content(tokens: list[Token]) -> str:
    return "".join("".join(token.content for token in tokens).split(" "))


# --- the page ---


@FEWER
@given(results(), texts)
def test_text_on_the_page_is_text(result: Result, title: str) -> None:
    """The page is the one with all markup put out of action: the same elements, attributes, and text."""
    page = read_html(feedback_html(result, title))
    tame = read_html(feedback_html(masked(result), mask(title)))
    assert structure(page) == structure(tame)
    assert page.text == unmask(tame.text)


@FEWER
@given(results())
def test_everything_is_on_the_page(result: Result) -> None:
    text = read_html(feedback_html(result, "A title")).text
    for each in checks_of(for_student(result)):
        assert shown(each.requirement) in text
        if each.status in (CheckStatus.FAILED, CheckStatus.RAISED) and each.counterexample is not None:
            example = each.counterexample
            written = [call.call for call in example.calls]
            assert all(one_line(each) in text for each in [*written, example.expected or ""])
            assert shown(example.likely_cause or "") in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_everywhere(text: str) -> None:
    example = Counterexample((ShownCall(text, text), ShownCall(text, f"returned {text}")), text, text)
    checks = [
        CheckResult(text, text, text, text, status, each.max_points, text, example)
        for each, status in zip(half_right().questions[0].checks, [*CheckStatus][:7], strict=True)
    ]
    result = Result(text, text, Status.TIMEOUT, (question(*checks),), text, text, text, text)
    page = read_html(feedback_html(result, text))
    assert {each.tag for each in page} <= ELEMENTS
    assert not any(name.startswith("on") or name == "src" for each in page for name in each.attributes)
    for each in page.all("a"):
        assert re.fullmatch(r"#question-\d+", str(each.attributes["href"]))
    assert page.all("h1")[0].text == one_line(text)
    assert "Content-Security-Policy" in [each.attributes.get("http-equiv") for each in page.all("meta")]


def test_the_page_of_a_real_submission() -> None:
    page = read_html(feedback_html(half_right(), TITLES["02_activations"], lang="en"))
    assert page.all("html")[0].attributes == {"lang": "en"}
    assert page.all("title")[0].text == "Activation functions and their derivatives · 김서연"
    assert page.all("div", class_="score")[0].text.split() == [
        "Score:",
        "12",
        "/",
        "27",
        "11",
        "of",
        "21",
        "checks",
        "passed.",
    ]
    assert [each.text for each in page.all("nav")[0].all("a")] == [each.id for each in half_right().questions]
    findings = page.all("article", class_="finding")
    assert len(findings) == 6
    assert " ".join(findings[0].all("p", class_="verdict")[0].text.split()) == "Failed hidden · 0 / 1 points"
    assert findings[0].all("h3")[0].text.startswith("Integer input is treated as float64")
    assert findings[0].all("p", class_="message")[0].text == "The value at index 0 is 0; it should be 0.5."
    assert [(each.all("dt")[0].text, each.all("dd")[0].text) for each in findings[0].all("dl")[0].all("div")] == [
        ("called", "sigmoid(np.array([0]))"),
        ("returned", "np.array([0])"),
        ("expected", "np.array([0.5])"),
    ]
    assert [each.text for each in findings[0].all("p", class_="cause")[0].all("code")] == [
        "np.empty_like(x)",
        "np.zeros_like(x)",
    ]
    assert "2 checks skipped" in [each.text for each in page.all("summary")]


def test_checks_that_say_the_same_are_told_once() -> None:
    """Six functions not written are six lines, not six findings; two counterexamples are two findings."""
    missing = Outcome(CheckStatus.MISSING_FUNCTION, "activations.py has no function relu.")
    example = Counterexample((ShownCall("f(0)", "returned 1"),))
    wrong = Outcome(CheckStatus.FAILED, "It is wrong.", example)
    checks = [check(f"relu/{n}", f"Requirement {n}.", 1, missing if n < 4 else wrong) for n in range(6)]
    page = read_html(feedback_html(activations("ada", question(*checks)), "A title"))
    assert page.text.count(missing.message) == 1
    assert [len(each.all("dl")) for each in page.all("article")] == [0, 1, 1]
    assert len(page.all("article")[0].all("li")) == 4


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_sentence(status: Status) -> None:
    result = unloadable("ada", status, "Something happened.")
    page = read_html(feedback_html(result, "A title"))
    if status is Status.GRADED:
        assert not page.all("section", class_="notice")
        return
    (notice,) = page.all("section", class_="notice")
    heading, *paragraphs = [each.text for each in notice.content if isinstance(each, Element)]
    assert heading
    assert "Something happened." in paragraphs[1:] or status is Status.GRADER_ERROR
    markdown = feedback_markdown(result, "A title")
    assert f"## {heading}\n\n{paragraphs[0]}\n" in markdown
    assert page.text.count("Something happened.") == (status is not Status.GRADER_ERROR)


# --- what is not for students ---


@FEWER
@given(results())
def test_neither_the_graders_inside_nor_what_was_printed(result: Result) -> None:
    secret, printed = "secretly broken", "printed in secret"

    def broken(each: CheckResult) -> CheckResult:
        example = Counterexample((ShownCall(secret, secret),), secret, secret)
        return replace(each, message=secret, counterexample=example, status=CheckStatus.GRADER_ERROR)

    checks = tuple(
        replace(each, checks=tuple(broken(one) if n % 2 == 0 else one for n, one in enumerate(each.checks)))
        for each in result.questions
    )
    message = secret if result.status is Status.GRADER_ERROR else result.message
    broken_result = replace(result, questions=checks, message=message, student_output=printed)
    reports = (feedback_html(broken_result, "a"), feedback_markdown(broken_result, "a"), feedback_json(broken_result))
    for report in reports:
        assert secret not in report
        assert printed not in report


def test_a_broken_check_is_told_as_ours() -> None:
    broken = check("relu/values", "relu works.", 1, Outcome(CheckStatus.GRADER_ERROR, "KeyError: 'oracle'"))
    result = activations("ada", question(broken))
    page = read_html(feedback_html(result, "A title"))
    assert "our fault, not yours" in page.all("article", class_="grader_error")[0].text
    assert "Not final." in page.all("div", class_="score")[0].text
    markdown = feedback_markdown(result, "A title")
    assert "(not final)" in markdown
    assert "our fault, not yours" in markdown
    assert not any("KeyError" in report for report in (page.text, markdown, feedback_json(result)))


def test_a_failure_of_the_whole_run_is_told_once() -> None:
    result = unloadable("ada", Status.GRADER_ERROR, "BrokenPipeError: [Errno 32]")
    for report in (feedback_html(result, "A title"), feedback_markdown(result, "A title")):
        assert report.count("our fault, not yours") + report.count("our fault, not yours".capitalize()) == 1
        assert "BrokenPipeError" not in report
    # The first message is the run's own; a check that was skipped for it repeats it.
    skipped = replace(result, questions=unloadable("ada", Status.TIMEOUT, result.message).questions)
    assert "BrokenPipeError" not in feedback_html(skipped, "") + feedback_markdown(skipped, "") + feedback_json(skipped)


def test_beside_a_failure_of_the_run_the_students_own_stay() -> None:
    """A failed check keeps its counterexample, also when neither it nor the run has anything to say."""
    example = Counterexample((ShownCall("relu(0)", "returned 1"),), "0")
    wrong = check("relu/values", "relu works.", 1, Outcome(CheckStatus.FAILED, "", example))
    result = activations("ada", question(wrong), status=Status.GRADER_ERROR)
    assert from_json(json.loads(feedback_json(result))).questions[2].checks[0].counterexample == example
    assert "returned 1" in feedback_markdown(result, "A title")


# --- Markdown ---


@FEWER
@given(results(), texts)
def test_text_in_markdown_is_text(result: Result, title: str) -> None:
    """The blocks are those with all markup put out of action, and nothing but text differs between them."""
    tokens = tokens_of(feedback_markdown(result, title))
    tame = tokens_of(feedback_markdown(masked(result), mask(title)))
    assert blocks(tokens) == blocks(tame)
    assert content(tokens) == unmask(content(tame))
    assert not {each.type for each in tokens} & {"html_block", "html_inline", "link_open", "image", "table_open"}
    for each in tokens:
        if each.type in ("text", "text_special"):
            assert not re.search(r"://|@|www\.", each.content, re.IGNORECASE)


@FEWER
@given(results(), texts)
def test_markdown_in_a_log_is_no_command(result: Result, title: str) -> None:
    """A CI runner obeys lines of its log that begin with `::`, and `##[` anywhere."""
    for line in feedback_markdown(result, title).splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


def _dense(text: str) -> str:
    """Without spaces: one is put into what a CI runner would take for a command."""
    return text.replace(" ", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_markdown(text: str) -> None:
    line = "".join(shown(text).split(" "))
    for before in ("", "word ", "word\n", "- ", "# "):
        tokens = tokens_of(f"{before}{prose(text)}")
        assert content(tokens) == before.strip("-# \n") + line
        assert {each.type for each in tokens} <= {
            *("paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline"),
            *("bullet_list_open", "list_item_open", "list_item_close", "bullet_list_close"),
            *("text", "text_special", "code_inline", "softbreak"),
        }
    (fence,) = tokens_of(code_block(text.split("\n")))
    assert fence.type == "fence"
    assert _dense(fence.content) == _dense("".join(f"{one_line(line)}\n" for line in text.split("\n")))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_code_span_holds_its_text(text: str) -> None:
    line = one_line(text)
    tokens = [each for each in tokens_of(f"a {code(text)} b") if each.type == "code_inline"]
    assert [_dense(each.content) for each in tokens] == ([_dense(line)] if line.strip() else [])


def test_the_markdown_of_a_real_submission() -> None:
    markdown = feedback_markdown(half_right(), TITLES["02_activations"])
    assert markdown.startswith(
        "# Activation functions and their derivatives\n\n"
        "김서연, `02_activations`, handed in 2026-03-14 09:12 UTC\n\n"
        "**Score: 12 / 27**\n\n11 of 21 checks passed.\n\n## `sigmoid`: 4.5 / 6\n"
    )
    assert (
        "- **Failed** (hidden, 0 / 1.5): relu(-inf) is 0 and relu(inf) is inf.\n\n"
        "```text\nThe value at index 0 is np.nan; it should be 0.0.\n    relu(np.array([-np.inf]))\n"
        "        returned np.array([np.nan])\n    expected np.array([0.0])\n"
        "Likely cause: `x * (x > 0)` multiplies infinity by zero, which is not a number.\n```\n"
    ) in markdown
    assert "- Passed (public, 2 / 2): relu(x) is x where x is positive, and 0 elsewhere.\n" in markdown


# --- JSON ---


@FEWER
@given(results())
def test_json_reads_back(result: Result) -> None:
    text = feedback_json(result)
    assert from_json(json.loads(text)) == with_texts(for_student(result), harmless)
    text.encode()  # no half of a pair is left


@FEWER
@given(results())
def test_json_has_what_was_promised(result: Result) -> None:
    data = json.loads(feedback_json(result))
    assert set(data) == {
        *("schema", "student", "assignment", "status", "message", "score", "max_score"),
        *("submitted_at", "digest", "questions"),
    }
    assert (data["score"], data["max_score"], data["status"]) == (
        str(result.score),
        str(result.max_score),
        result.status.value,
    )
    for got, each in zip(data["questions"], result.questions, strict=True):
        assert set(got) == {"id", "points", "max_points", "checks"}
        assert (got["points"], got["max_points"]) == (str(each.points), str(each.max_points))
        for verdict, one in zip(got["checks"], each.checks, strict=True):
            assert set(verdict) == {
                *("id", "requirement", "visibility", "status", "points", "max_points", "message", "counterexample"),
                "note",
            }
            assert (verdict["points"], verdict["status"]) == (str(one.points), one.status.value)


def test_what_json_says_of_a_real_submission() -> None:
    data = json.loads(feedback_json(half_right()))
    assert (data["schema"], data["student"], data["score"]) == ("descent/feedback/v1", "김서연", "12")
    assert data["questions"][2]["checks"][2] == {
        "id": "test_relu_infinity",
        "requirement": "relu(-inf) is 0 and relu(inf) is inf.",
        "visibility": "hidden",
        "status": "failed",
        "points": "0",
        "max_points": "3/2",
        "message": "The value at index 0 is np.nan; it should be 0.0.",
        "counterexample": {
            "calls": [{"call": "relu(np.array([-np.inf]))", "outcome": "returned np.array([np.nan])"}],
            "expected": "np.array([0.0])",
            "likely_cause": "`x * (x > 0)` multiplies infinity by zero, which is not a number",
        },
        "note": "",
    }


# --- texts ---


@given(texts)
def test_harmless_texts(text: str) -> None:
    for made in (harmless(text), one_line(text)):
        assert len(made) <= MAX_CHARACTERS + 2
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", made
        )
    assert harmless(harmless(text)) == harmless(text)
    assert one_line(harmless(text)) == one_line(one_line(text)) == one_line(text)
    assert len(one_line(text).splitlines()) <= 1


@FEWER
@given(results())
def test_equal_results_give_equal_bytes(result: Result) -> None:
    same = with_texts(result, lambda text: text)
    assert feedback_html(result, "a") == feedback_html(same, "a")
    assert feedback_markdown(result, "a") == feedback_markdown(same, "a")
    assert feedback_json(result) == feedback_json(same)


def test_no_page_says_what_was_printed() -> None:
    for result in small_class():
        assert result.student_output == PRINTED
        for report in (feedback_html(result, "a"), feedback_markdown(result, "a"), feedback_json(result)):
            assert PRINTED not in report
