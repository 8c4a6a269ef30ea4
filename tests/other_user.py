"""Commands run as another user, with a Python that everybody can read, on whatever machine the tests run."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

ORDINARY_UID = 1000

# In a mount namespace of its own: the folder that only root can enter is covered, and Python put back into its place.
_OPENED = """
set -e
prefix=$1 private=$2 kept=$3
shift 3
mount --bind "$prefix" "$kept"
mount -t tmpfs -o mode=755 none "$private"
mkdir -p "$prefix"
mount --move "$kept" "$prefix"
exec "$@"
"""


def _private_folder_above(path: Path) -> Path | None:
    """The uppermost folder on the way to `path` that others may not enter."""
    closed = [each for each in path.parents if not each.stat().st_mode & stat.S_IXOTH]
    return closed[-1] if closed else None


def with_public_python(command: list[str], scratch: Path) -> list[str]:
    """`command`, for root, in a place where other users can read this Python. `scratch` is a folder for it to use."""
    prefix = Path(sys.base_prefix).resolve()
    private = _private_folder_above(prefix / "bin")
    if private is None:
        return command
    kept = scratch / "python"
    kept.mkdir(exist_ok=True)
    shell = ["sh", "-c", _OPENED, "sh", str(prefix), str(private), str(kept)]
    return ["unshare", "--mount", "--propagation", "private", *shell, *command]


def as_ordinary_user(command: list[str], scratch: Path) -> list[str]:
    """`command`, started by root, run as an ordinary user without any rights."""
    setpriv = shutil.which("setpriv")
    assert setpriv is not None
    drop = [setpriv, f"--reuid={ORDINARY_UID}", f"--regid={ORDINARY_UID}", "--clear-groups", "--no-new-privs"]
    return with_public_python([*drop, "--inh-caps=-all", "--bounding-set=-all", *command], scratch)
