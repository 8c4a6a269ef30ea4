"""Results with anything in them that a student, a file name or a fault could bring: what the reports have to bear."""

from __future__ import annotations

import string
from dataclasses import replace
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from autograder.reports.plain import one_line, with_texts
from autograder.results import CheckResult, CheckStatus, Counterexample, QuestionResult, Result, ShownCall, Status

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "</code></dd></dl></main>",
    "<!-- ",
    "<![CDATA[",
    "--><b>",
    "&lt;i&gt; &amp; &#60; &colon;",
    "{{ 7 * 7 }} {% include 'page.css' %} {# no #} %(name)s {0}",
    "# heading",
    "> quote",
    "- item",
    "1. first",
    "2) second",
    "***",
    "---",
    "===",
    "```\nfence",
    "~~~",
    "`code` and ``more``",
    "`a``b` and `c`www.d",
    "`",
    "![image](http://example.com/x.png)",
    "[link](javascript:alert(1))",
    "[name]: http://example.com",
    "<http://example.com>",
    "http://example.com/?a=b&c=d www.example.com someone@example.com @everyone",
    "| a | b |\n|---|---|",
    "*em* __strong__ ~~gone~~ \\* $x^2$",
    "    indented",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " \n=HYPERLINK(1)",
    "＝1＋1",
    "a;=1+1;@b",
    'a;"=1+1',
    'quote " comma , semicolon ;',
    "::error::line",
    "\n::set-output name=a::b",
    "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "\x00\x08\x7f\x9b",
    "\u202egnp.exe\u2066\u2069\u200f",
    "a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h",
    "\ud800 half of a pair",
    "\ufeff\u00ad\u200b\ufffe\U000e0041",
    "김서연 Évariste 😀",
    "returned <b>1</b>",
    "raised ValueError: <b>1</b>",
    "2026-03-14T09:12:00Z",
    "long " * 3000,
    "<" * 5000,
    "`" * 5000,
    "@" * 5000,
)


def _is_short(text: str) -> bool:
    return len(text) < 200


_ANY_CHARACTER = st.characters(exclude_categories=())
_hostile = st.integers(0, len(HOSTILE) - 1).map(HOSTILE.__getitem__)  # so that Hypothesis does not print them all
texts = (
    _hostile
    | st.lists(_hostile.filter(_is_short) | st.text(_ANY_CHARACTER, max_size=6), max_size=4).map("".join)
    | st.text(_ANY_CHARACTER, max_size=20)
)
FEWER = settings(max_examples=40)  # for whole results, each of which takes milliseconds to draw
points = st.fractions(min_value=0, max_value=20, max_denominator=12)
counterexamples = st.builds(
    Counterexample,
    st.lists(st.builds(ShownCall, texts, texts), max_size=2).map(tuple),
    st.none() | texts,
    st.none() | texts,
)


def _as_name(text: str) -> str:
    name = text.translate({ord("/"): None, 0: None}).encode(errors="replace")[:200].decode(errors="ignore")
    return "x" if name in ("", ".", "..") else name


names = texts.map(_as_name)  # of a file or folder: of students who handed in folders


@st.composite
def check_results(draw: st.DrawFn, question: str, number: int) -> CheckResult:
    """Check `number` of a question; the number keeps its id apart from others'."""
    visibility = draw(st.sampled_from(["public", "hidden"]) | texts)
    about = (f"{draw(texts)}{number}", question, draw(texts), visibility, draw(st.sampled_from(CheckStatus)))
    return CheckResult(*about, draw(points), draw(texts), draw(st.none() | counterexamples))


@st.composite
def results(draw: st.DrawFn, student: st.SearchStrategy[str] = texts, assignment: str | None = None) -> Result:
    """A result of up to two questions of up to three checks, every text of it arbitrary."""
    questions = []
    for _ in range(draw(st.integers(0, 2))):
        question = draw(texts)
        found = tuple(draw(check_results(question, number)) for number in range(draw(st.integers(0, 3))))
        questions.append(QuestionResult(question, found))
    about = (draw(student), draw(texts) if assignment is None else assignment, draw(st.sampled_from(Status)))
    return Result(*about, tuple(questions), draw(texts), draw(texts), draw(texts), draw(texts))


REASONS = ("", "one reason", "another reason")


@st.composite
def classes(draw: st.DrawFn, most: int = 6) -> list[Result]:
    """Up to `most` results of one assignment with the same checks, which end in all ways; students in any order."""
    worth = draw(st.lists(st.lists(points.filter(bool), min_size=1, max_size=2), min_size=1, max_size=2))

    def checks(question: str, worths: list[Fraction]) -> tuple[CheckResult, ...]:
        return tuple(
            CheckResult(
                f"check{number}",
                question,
                f"{question} meets requirement {number}.",
                "hidden",
                draw(st.sampled_from(CheckStatus)),
                most_points,
                draw(st.sampled_from(REASONS)),
            )
            for number, most_points in enumerate(worths)
        )

    def result(number: int) -> Result:
        named = [(f"question{place}", worths) for place, worths in enumerate(worth)]
        questions = tuple(QuestionResult(name, checks(name, worths)) for name, worths in named)
        return Result(f"student{number}", "07_any", draw(st.sampled_from(Status)), questions)

    return [result(number) for number in draw(st.permutations(range(draw(st.integers(0, most)))))]


# Punctuation stands for markup in every format; letters of a private plane stand for nothing in any.
_PUNCTUATION = {ord(char): 0x10E000 + ord(char) for char in string.punctuation if char != "`"}
_BACK = {to: chr(char) for char, to in _PUNCTUATION.items()}


def masked(result: Result) -> Result:
    """`result` with all punctuation of its texts put out of action, except for backticks, which quote code."""
    meant = with_texts(result, mask)
    return replace(meant, student_output=result.student_output, submitted_at=result.submitted_at)


def mask(text: str) -> str:
    """`text` on one line, its punctuation put out of action."""
    return one_line(text).translate(_PUNCTUATION)


def unmask(text: str) -> str:
    """The inverse of `mask` for text on one line."""
    return text.translate(_BACK)
