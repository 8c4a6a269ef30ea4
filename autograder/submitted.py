"""What a student handed in for an assignment, as the intake gives it to grading."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Submitted:
    """What one student handed in for one assignment.

    `files` maps file names to contents: the module and other Python files beside it; empty when nothing was found.
    `problem` is a sentence for the student when there is nothing to grade; `rejected` says that it was handed in but
    cannot be accepted.
    """

    student: str
    assignment: str
    module: str
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    submitted_at: str = ""
    problem: str = ""
    rejected: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents; empty when there are no files."""
        if not self.files:
            return ""
        whole = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            whole.update(f"{len(name.encode())} {len(content)} {name}".encode())
            whole.update(content)
        return whole.hexdigest()
