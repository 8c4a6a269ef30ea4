"""git, run so that no setting and no variable of this machine or this account changes what it does."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_QUIET = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


class GitFailed(Exception):
    """git is missing, failed, or took too long. The message is what it said last."""


def git(
    folder: Path,
    *words: str,
    settings: Mapping[str, str] | None = None,
    seconds: float | None = None,
    objects: Path | None = None,
) -> str:
    """What `git` with these `words` prints in `folder`.

    `settings` are settings of git for this one command; they never stand in a command line, where other processes can
    read them. Variables such as GIT_DIR, which git sets for hooks, do not lead elsewhere. From `objects`, those of
    another repository, it may read, too. Raises `GitFailed`.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _QUIET
    if objects is not None:
        environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = str(objects.resolve())
    for number, (name, value) in enumerate((settings or {}).items()):
        environment |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    environment["GIT_CONFIG_COUNT"] = str(len(settings or {}))
    try:
        done = subprocess.run(
            ["git", *words], cwd=folder, env=environment, capture_output=True, check=False, timeout=seconds
        )
    except FileNotFoundError as error:
        raise GitFailed("git is not installed" if error.filename == "git" else f"there is no {folder}") from error
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"git {words[0]} took longer than {seconds:.0f} s") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitFailed(said[-1] if said else f"git {words[0]} failed")
    return done.stdout.decode("utf-8", "replace").strip()
