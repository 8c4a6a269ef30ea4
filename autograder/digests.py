"""One digest of several files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of(files: Iterable[Path]) -> str:
    """One digest of the names and contents of files, in this order. Raises OSError."""
    whole = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        whole.update(f"{file.name} {len(content)} ".encode())
        whole.update(content)
    return whole.hexdigest()
