"""The documentation: links lead somewhere, and the commands it shows exist."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from autograder.environment import ROOT
from tests.benchmarks.properties import properties
from tests.reference_page import PAGE, page
from tests.tour import TOUR, rerun, settled

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in tracked if (ROOT / name).is_file() and "templates" not in name]


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def anchors(document: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_every_link_leads_somewhere(document: Path):
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue  # another site: there is no network to try it
        place, _, anchor = target.partition("#")
        file = (document.parent / place).resolve() if place else document
        assert file.exists(), f"{name_of(document)} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(file), f"{name_of(document)} links to {target}, and there is no such heading"


def test_the_reference_is_what_the_docstrings_say():
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.reference_page writes it"


def commands() -> list[str]:
    """Every command of make that the documentation shows in a block."""
    pages = [each for each in documents() if each.parent in (ROOT, ROOT / "docs")]
    blocks = [
        text
        for page in pages
        for kind, text in FENCED.findall(page.read_text(encoding="utf-8"))
        if kind in ("", "console")
    ]
    lines = (line.removeprefix("$ ") for block in blocks for line in block.splitlines())
    return sorted({re.split(r" [#|]", line)[0].strip() for line in lines if line.startswith("make ")})


@pytest.mark.parametrize("command", commands())
def test_every_command_is_one_that_make_knows(command: str):
    dry = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert dry.returncode == 0, dry.stderr
    variables = set(re.findall(r"\b([A-Z]+)=", command))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"$({name})" in makefile or f"$(if $({name})" in makefile for name in variables), command


def test_a_variable_names_one_assignment_for_every_target_that_grades():
    for target in ("grade", "tell"):
        for name in ("A", "ASSIGNMENT"):
            dry = ["make", "--dry-run", target, f"{name}=02", "ROSTER=class.csv"]
            done = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=True)
            assert "--assignment 02 " in done.stdout


def test_every_target_is_documented():
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    pages = [each for each in documents() if each.parent in (ROOT, ROOT / "docs")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert {target for target in targets if f"make {target}" not in text} <= {"help", "clean", "format", "lock"}


def test_the_number_of_checks_that_are_measured_is_right():
    for name in ("README.md", "docs/performance.md"):
        said = re.findall(r"(\d+) checks", (ROOT / name).read_text(encoding="utf-8"))
        assert set(said) == {str(len(properties()))}, name


@pytest.mark.proof  # five minutes: it installs everything twice
def test_the_tour_is_what_its_commands_print():
    text = TOUR.read_text(encoding="utf-8")
    assert settled(rerun(text)) == settled(text)


def test_the_map_has_every_module_with_its_first_line():
    """autograder/README.md: each module once, in one of the rooms."""
    rows = re.findall(r"^\| \[(\w+)\.py\]\(\1\.py\) \| (.*) \|$", (ROOT / "autograder" / "README.md").read_text(), re.M)
    modules = [each for each in (ROOT / "autograder").glob("*.py") if not each.stem.startswith("__")]
    first = {each.stem: ast.get_docstring(ast.parse(each.read_text(encoding="utf-8"))) for each in modules}
    assert sorted(rows) == sorted((name, (text or "").split("\n")[0]) for name, text in first.items())
