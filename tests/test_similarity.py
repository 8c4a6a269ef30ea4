"""Which submissions are alike: copies are found under other names and in another order, honest work is left alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from autograder.environment import ROOT
from autograder.reports.similar import similar_html
from autograder.similarity import MAX_BYTES, Comparison, Pair, compare
from autograder.submitted import Submitted
from tests.arbitrary_results import HOSTILE
from tests.reading_html import Element, read_html
from tests.reports_in_a_browser import CHROMIUM, OVERFLOWING, QUIET

ASSIGNMENT = "02_activations"
STUB = (ROOT / "assignments" / ASSIGNMENT / "activations.py").read_text(encoding="utf-8")
SAMPLE_CLASS = ROOT / "tests" / "sample_class"
INDEPENDENT = ("ben_vectorised", "chloe_where")


def sample(student: str) -> str:
    return (SAMPLE_CLASS / student / "activations.py").read_text(encoding="utf-8")


def in_other_words(source: str) -> str:
    """A copy that hides: every name that is the writer's own is another one, functions stand in reverse, with talk."""
    head, *functions = re.split(r"(?m)^(?=def )", source)
    asked = set(re.findall(r"(?m)^def (\w+)", STUB))
    kept = asked | {"np", "numpy", "math", "self", "float", "int", "len", "range", "ValueError", "alpha"}
    own = set(re.findall(r"(?m)^def (_\w+)|^ +(\w+) = ", source))
    names = {name for pair in own for name in pair if name and name not in kept}

    def renamed(text: str) -> str:
        for number, name in enumerate(sorted(names)):
            text = re.sub(rf"(?<![.\w]){name}\b", f"quantity{number}", text)
        return text

    talk = "# I wrote this all by myself.\n"
    return renamed(head) + talk.join(renamed(each) for each in reversed(functions))


def submitted(student: str, source: str | bytes, **others: str) -> Submitted:
    content = source if isinstance(source, bytes) else source.encode()
    files = {"activations.py": content, **{f"{name}.py": text.encode() for name, text in others.items()}}
    return Submitted(student, ASSIGNMENT, "activations", files)


def compared(*submissions: Submitted) -> Comparison:
    return compare(ASSIGNMENT, submissions, STUB)


def pair_of(comparison: Comparison, *students: str) -> Pair:
    (found,) = [each for each in comparison.pairs if {each.first.student, each.second.student} == set(students)]
    return found


@pytest.fixture(scope="module")
def found() -> Comparison:
    """A class in which one copied, two worked alone, and one handed in the stub."""
    original = sample("김하늘")
    return compared(
        submitted("copied", in_other_words(original)),
        submitted("김하늘", original),
        *(submitted(name, sample(name)) for name in INDEPENDENT),
        submitted("stub", STUB),
    )


def test_the_copy_is_first_and_stands_out(found: Comparison):
    first = found.pairs[0]
    assert (first.first.student, first.second.student) == ("copied", "김하늘")
    assert first.stands_out
    assert first.percent >= 90
    assert found.standing_out == 1


def test_the_copy_is_a_copy_in_other_words():
    original = sample("김하늘")
    copy = in_other_words(original)
    assert compile(copy, "activations.py", "exec")
    assert len(set(original.splitlines()) & set(copy.splitlines())) < len(set(original.splitlines())) / 2
    assert copy.index("def maxout") < copy.index("def sigmoid(")


def test_independent_work_does_not_stand_out(found: Comparison):
    assert [pair.percent for pair in found.pairs[1:] if pair.percent >= 50] == []
    assert [each.student for each in found.left_out] == ["stub"]


def test_two_who_share_only_the_stub_share_nothing():
    one, other = (submitted(name, STUB + sample(name)) for name in INDEPENDENT)
    assert compared(one, other).pairs == ()
    (pair,) = compare(ASSIGNMENT, [one, other], "").pairs  # as if nothing had been given
    assert pair.percent > 50


def test_what_is_shared_is_marked_on_both_sides(found: Comparison):
    pair = found.pairs[0]
    for side, source in ((pair.first, in_other_words(sample("김하늘"))), (pair.second, sample("김하늘"))):
        assert "".join(passage.text for passage in side.passages) == source
        shared = sum(len(passage.text) for passage in side.passages if passage.shared)
        assert shared > len(source) / 2


def test_a_copy_in_another_file_is_found():
    original = sample("김하늘")
    hidden = submitted("hidden", "from rest import *\n", rest=in_other_words(original))
    (pair,) = compared(hidden, submitted("open", original)).pairs
    assert pair.stands_out


def test_a_copy_with_much_beside_it_is_found():
    original = sample("김하늘")
    padded = original + sample("ada_loops")
    pair = pair_of(compared(submitted("padded", padded), submitted("open", original)), "padded", "open")
    assert pair.stands_out
    assert min(pair.first.share, pair.second.share) < 80


def test_the_order_of_submissions_and_the_seed_of_hashes_change_nothing(tmp_path: Path):
    code = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.test_similarity import INDEPENDENT, compared, in_other_words, sample, submitted
class_ = [submitted(name, sample(name)) for name in (*INDEPENDENT, "eva_output", "uma_bias")]
class_.append(submitted("copied", in_other_words(sample("uma_bias"))))
print(repr(compared(*(reversed(class_) if sys.argv[2] == "2" else class_))))
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT), seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_what_cannot_be_compared_is_left_out_with_a_sentence():
    latin = submitted("latin", "# café\n".encode("latin-1"))
    large = submitted("large", "x = 1\n" * MAX_BYTES)
    missing = Submitted("missing", ASSIGNMENT, "activations", problem="No activations.py was handed in.")
    odd = submitted("odd", b"\x00\xff\x00")
    comparison = compared(latin, large, missing, odd, submitted("empty", ""), submitted("good", sample("ada_loops")))
    assert comparison.compared == 1
    assert {each.student: each.why for each in comparison.left_out}.keys() == {
        "latin",
        "large",
        "missing",
        "odd",
        "empty",
    }
    assert all(each.why.endswith(".") for each in comparison.left_out)
    read_html(similar_html(comparison, "Title"))


pieces = st.lists(
    st.sampled_from(
        [*"\n\t '\"\\(){}[]:=#", "def f(x):\n    ", "class A:\n", "return x + 1\n", "'''", "\x0c", "한글", "\\\n"]
    )
    | st.text(max_size=6),
    max_size=120,
).map("".join)


@given(pieces, pieces)
def test_any_text_is_compared_and_shown_whole(one: str, other: str):
    source = sample("chloe_where")
    first, second = (
        submitted(name, (source[: 4 * len(text)] + text + source).encode("utf-8", "surrogatepass"))
        for name, text in (("a", one), ("b", other))
    )
    comparison = compared(first, second)
    for pair in comparison.pairs:
        assert 0 <= pair.percent <= 100
        for side in (pair.first, pair.second):
            assert 0 <= side.share <= pair.percent
            assert "".join(passage.text for passage in side.passages).count("np.where") >= source.count("np.where")
            assert all(passage.text for passage in side.passages)


# --- the page ---


def hostile_class() -> Comparison:
    nasty = "\n".join(f"# {text!s}\nx = {text!r}" for text in HOSTILE).encode("utf-8", "replace").decode()
    code = sample("uma_bias") + nasty
    names = [text[:80] or "empty" for text in HOSTILE]
    return compared(*(submitted(name, code) for name in names[:6]), submitted("<script>alert(1)</script>", code))


def marks(page: Element) -> list[str]:
    return [each.text for each in page.all("mark")]


def test_the_page_says_that_it_is_no_verdict(found: Comparison):
    page = read_html(similar_html(found, "Activation functions"))
    assert "This page is no verdict" in page.text
    assert "It changes no grade" in page.text
    rows = page.all("tbody")[0].all("tr")
    assert len(rows) == len(found.pairs)
    assert "stands out" in rows[0].text
    assert "stands out" not in "".join(row.text for row in rows[1:])
    links = [each.attributes["href"] for each in page.all("tbody")[0].all("a")]
    assert links == [f"#{each.attributes['id']}" for each in page.all("div", class_="sides")]
    assert marks(page)


def test_hostile_names_and_code_are_text_and_nothing_else():
    comparison = hostile_class()
    assert comparison.pairs
    html = similar_html(comparison, "<b>Title</b>")
    page = read_html(html)
    assert not page.all("script")
    assert not page.all("b")
    assert not page.all("img")
    assert "<script>alert(1)</script>" in page.text
    assert {each.tag for each in page.all("pre")[0]} <= {"pre", "code", "mark"}


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("width", [1400, 375])
def test_the_page_in_a_browser(tmp_path: Path, found: Comparison, width: int):
    for name, comparison in (("class", found), ("hostile", hostile_class())):
        file = tmp_path / f"{name}.html"
        file.write_text(similar_html(comparison, "Activation functions"), encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            page = browser.new_page(viewport={"width": width, "height": 900})
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("dialog", lambda dialog, said=said: said.append(dialog.message))
            page.goto(file.as_uri())
            last = page.locator("details").last
            assert last.get_attribute("open") is None
            page.locator("tbody a").last.click()
            assert last.get_attribute("open") is not None
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert said == []
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            outside = [each for each in page.evaluate(OVERFLOWING) if "<mark" not in each and "<code" not in each]
            assert outside == []
            sides = page.locator(".side").element_handles()[:2]
            left, right = (each.bounding_box() for each in sides)
            assert (left["y"] == right["y"]) == (width > 1000)
            page.screenshot(path=tmp_path / f"{name}.png")
            browser.close()


# --- the command ---


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "autograder.cli", "similar", *words]
    return subprocess.run(line, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_command_reads_what_grade_reads(tmp_path: Path):
    students = tmp_path / "class"
    for name, source in (("ada", sample("uma_bias")), ("ben", in_other_words(sample("uma_bias")))):
        (students / name).mkdir(parents=True)
        (students / name / "activations.py").write_text(source, encoding="utf-8")
    (students / "cem").mkdir()
    (students / "cem" / "activation.py").write_text("", encoding="utf-8")
    shutil.make_archive(str(tmp_path / "class"), "zip", students)
    told = []
    for place in (students, tmp_path / "class.zip"):
        done = run("02", str(place), "--out", str(tmp_path / place.name.replace(".", "_")))
        assert done.returncode == 0, done.stderr
        assert "02_activations: 2 submissions compared, 1 pair stands out." in done.stdout
        told.append((tmp_path / place.name.replace(".", "_") / "similar" / "02_activations.html").read_bytes())
    assert told[0] == told[1]
    assert "cem" in told[0].decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("02", "no/such/folder"), "There is no no/such/folder."),
        (("07", "."), "There is no assignment '07'."),
        (("nowhere",), "There is no assignment 'nowhere'."),
        (("02", "a", "b"), "Say at most"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(words: tuple[str, ...], sentence: str):
    done = run(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
