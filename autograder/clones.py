"""Git clones that students handed in: when what is checked out was committed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from autograder.git import GitFailed, git
from autograder.moments import text_of

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REF = re.compile(r"ref: (refs/heads/[^\s~^:?*\[\\]+)")
_MAX_REFS = 2**22
_SECONDS = 20


def committed_at(clone: Path, paths: Iterable[PurePath] = ()) -> str | None:
    """When the last commit that changed one of `paths` was made, of those up to what is checked out in `clone`.

    ISO 8601 in UTC; of the commit that is checked out where none did, or without `paths`. Empty when git cannot tell,
    and None when that is no clone. Whoever made the commit could choose its time: where that matters, take the times
    from the platform.
    """
    folder = clone / ".git"
    try:
        if folder.is_symlink() or not (folder / "objects").is_dir():
            return None
    except OSError:  # closed to us: whether anything there can be read is not the question here
        return None
    commit = _checked_out(folder)
    if commit is None:
        return ""
    with tempfile.TemporaryDirectory(prefix="descent-") as empty:
        # A repository of our own that borrows the objects: git then follows no setting and no hook of the clone.
        ours = Path(empty)
        try:
            _make_repository(ours, sha256=len(commit) == 64)
            (ours / "shallow").write_text(_text(folder / "shallow"), encoding="utf-8")
            seconds = _last(ours, folder, commit, paths) or _last(ours, folder, commit, ())
            return text_of(int(seconds))
        except (GitFailed, ValueError, OSError):
            return ""


def _make_repository(folder: Path, *, sha256: bool) -> None:
    """Make what `git init --bare` makes and `git log` needs, without a process: there is one for each assignment."""
    for name in ("objects", "refs"):
        (folder / name).mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="ascii")
    extension = "[extensions]\nobjectformat = sha256\n" if sha256 else ""
    config = f"[core]\nrepositoryformatversion = {int(sha256)}\nbare = true\n{extension}"
    (folder / "config").write_text(config, encoding="ascii")


def _last(ours: Path, folder: Path, commit: str, paths: Iterable[PurePath]) -> str:
    """The time of the last commit that changed one of `paths`, or of `commit` without them; nothing when none did."""
    words = ("--literal-pathspecs", "log", "-1", "--format=%ct", commit, "--", *(path.as_posix() for path in paths))
    settings = {"core.commitGraph": "false"}
    return git(ours, *words, settings=settings, seconds=_SECONDS, objects=folder / "objects")


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
