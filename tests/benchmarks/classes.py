"""The classes that are graded: copies of right answers, wrong ones, and stubs."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.properties import ASSIGNMENT, ROOT

RIGHT = ROOT / "solutions" / ASSIGNMENT / "activations.py"
STUB = ROOT / "assignments" / ASSIGNMENT / "activations.py"
KERAS = ROOT / "solutions" / "05_fashion_mnist" / "fashion_mnist.py"
# Of the sample class, those that lose points without waiting for a limit. The first fails the most checks.
WRONG = tuple(
    ROOT / "tests" / "sample_class" / student / "activations.py"
    for student in ("eva_output", "grace_integers", "hugo_in_place", "ines_off_by_one", "tomas_naive", "uma_bias")
)


def write_class(folder: Path, modules: list[Path]) -> list[Path]:
    """A student for each of `modules`; no two hand in the same bytes. The files that were written."""
    written = []
    for number, module in enumerate(modules):
        file = folder / f"student_{number:04}" / module.name
        file.parent.mkdir(parents=True)
        file.write_text(f"{module.read_text(encoding='utf-8')}\n# student {number}\n", encoding="utf-8")
        written.append(file)
    return written
