"""A thousand submissions, good, wrong and hostile, through the real command: nothing is left, and nothing grows."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.environment import ROOT
from autograder.strength_candidates import candidates
from autograder.strength_record import Kind
from tests.processes import processes_below, stat_of

pytestmark = [pytest.mark.proof, pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")]

COUNT = int(os.environ.get("DESCENT_SOAK", "1000"))
ASSIGNMENT = load_course().find("02")
# Attacks of the other families wait for a deadline each, and are graded in tests/test_hostile_class.py.
FAMILIES = ("files", "frames", "kernel", "network", "objects", "patching", "processes", "protocol")
GROWTH = 48 * 2**20  # bytes that all grading processes together may come to use, after the first hundred submissions


def sources() -> list[str]:
    """Solutions in many styles, typical mistakes and attacks, mixed."""
    honest = (ROOT / "tests" / "hostile" / "honest.py").read_text(encoding="utf-8")
    attacks = [file for family in FAMILIES for file in sorted((ROOT / "tests/hostile/attacks" / family).glob("*.py"))]
    found = [f"{honest}\n{file.read_text(encoding='utf-8')}" for file in attacks]
    kinds = (Kind.REFERENCE, Kind.STUB, Kind.MISTAKE, Kind.VARIANT)
    found += [each.source for each in candidates(ASSIGNMENT) if each.kind in kinds] * 3
    random.Random(7).shuffle(found)
    return found


def write_class(place: Path) -> None:
    texts = sources()
    for number in range(COUNT):
        student = place / f"student_{number:04}"
        student.mkdir(parents=True)
        text = f"{texts[number % len(texts)]}\n# {number}\n"  # every file is one of its own
        (student / f"{ASSIGNMENT.module}.py").write_text(text, encoding="utf-8")


def graders(pid: int) -> list[int]:
    """The processes that grade, without the sandboxes below them."""
    found = []
    for each in [pid, *processes_below(pid)]:
        try:
            command = Path(f"/proc/{each}/cmdline").read_bytes()
        except OSError:
            continue
        if b"python" in command.split(b"\0", 1)[0] and b"zygote.py" not in command:
            found.append(each)
    return found


def measured(pid: int) -> tuple[int, int]:
    """Bytes of memory and descriptors of the processes that grade."""
    memory = descriptors = 0
    for each in graders(pid):
        try:
            memory += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            descriptors += len(list(Path(f"/proc/{each}/fd").iterdir()))
        except OSError:
            continue
    return memory, descriptors


def orphans() -> list[int]:
    """Sandboxes whose grader is gone."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parent = stat_of(entry.name)[1]
                command = (entry / "cmdline").read_bytes()
                if parent == "1" and (b"zygote.py" in command or b"bwrap" in command.split(b"\0", 1)[0]):
                    found.append(int(entry.name))
    return found


def test_a_thousand_mixed_submissions_leave_nothing_behind(tmp_path: Path) -> None:
    write_class(tmp_path / "class")
    before, place = orphans(), tmp_path / "tmp"
    place.mkdir()
    command = [sys.executable, "-m", "autograder.cli", "grade", str(tmp_path / "class"), "--assignment", "02"]
    log = (tmp_path / "log.txt").open("w+", encoding="utf-8")
    with (
        log,
        subprocess.Popen(
            [*command, "--out", str(tmp_path / "grades")],
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "TMPDIR": str(place)},
        ) as process,
    ):
        seen: list[tuple[int, int]] = []
        while process.poll() is None:
            seen.append(measured(process.pid))
            time.sleep(1)
        log.seek(0)
        assert process.returncode == 0, log.read()
    early, late = seen[len(seen) // 10 : len(seen) // 2], seen[len(seen) // 2 : -3]
    assert max(memory for memory, _ in late) <= max(memory for memory, _ in early) + GROWTH
    assert max(count for _, count in late) <= max(count for _, count in early) + 4
    assert set(orphans()) <= set(before)
    assert list(place.iterdir()) == []
    with (tmp_path / "grades" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == COUNT
    assert {row["status"] for row in rows} <= {"graded", "import_error", "timeout", "memory"}
