"""Git clones that students handed in: when the commit that is checked out was made."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REF = re.compile(r"ref: (refs/heads/[^\s~^:?*\[\\]+)")
_COMMITTER = re.compile(rb"^committer .* (\d{1,12}) [+-]\d{4}$", re.MULTILINE)
_MAX_REFS = 2**22
# Nothing of the machine's or the account's configuration; the student's is never read, for it may name programs.
_QUIET = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def committed_at(clone: Path) -> str | None:
    """The committer's time of what is checked out in `clone`, ISO 8601 in UTC; None when that is no clone.

    Whoever made the commit could choose it: where that matters, take the times from the platform.
    """
    folder = clone / ".git"
    try:
        if folder.is_symlink() or not (folder / "objects").is_dir():
            return None
    except OSError:  # closed to us: whether anything there can be read is not the question here
        return None
    commit = _checked_out(folder)
    with tempfile.TemporaryDirectory(prefix="descent-") as empty:
        # A repository of our own that borrows the objects: git then follows no setting and no hook of the clone.
        settings = {**os.environ, **_QUIET, "GIT_ALTERNATE_OBJECT_DIRECTORIES": str((folder / "objects").resolve())}
        try:
            subprocess.run(["git", "init", "--quiet", "--bare", empty], env=settings, check=True, timeout=20)
            shown = subprocess.run(
                ["git", "-C", empty, "cat-file", "commit", commit or ""],
                env=settings,
                capture_output=True,
                check=True,
                timeout=20,
            ).stdout
        except (OSError, subprocess.SubprocessError):
            return None
    found = _COMMITTER.search(shown.partition(b"\n\n")[0])
    try:
        moment = datetime.fromtimestamp(int(found[1]), UTC) if found else None
    except (OverflowError, ValueError, OSError):  # a year that no calendar has
        return None
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _checked_out(folder: Path) -> str | None:
    head = _text(folder / "HEAD").strip()
    if _COMMIT.fullmatch(head):
        return head
    named = _REF.fullmatch(head)
    if named is None or ".." in named[1]:
        return None
    loose = _text(folder / named[1]).strip()
    if _COMMIT.fullmatch(loose):
        return loose
    for line in _text(folder / "packed-refs").splitlines():
        commit, _, name = line.partition(" ")
        if name == named[1] and _COMMIT.fullmatch(commit):
            return commit
    return None


def _text(path: Path) -> str:
    """What a small file of the clone holds; nothing when it is none, or a link out of the clone."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MAX_REFS:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
