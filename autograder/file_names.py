"""Which names can be those of a file or folder: students' names become paths."""

from __future__ import annotations

import os

MAX_BYTES = 240  # of a name: 255 is what file systems allow, less a suffix


def component(name: str) -> str:
    """`name`, when it can be a file's or folder's name and nothing else. Raises ValueError otherwise.

    Students' names are folder names that the intake has validated; here they become paths again, so they are checked
    again.
    """
    separators = {os.sep, os.altsep or os.sep, "/"}
    if name in ("", ".", "..") or "\0" in name or separators & set(name):
        raise ValueError(f"{name!r} cannot be the name of a file or folder")
    if len(os.fsencode(name)) > MAX_BYTES:
        raise ValueError(f"{name[:20]!r}... is too long for the name of a file or folder")
    return name
