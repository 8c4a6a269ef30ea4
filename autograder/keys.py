"""Single keys from a terminal, without Enter and without waiting; nothing where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_NO_KEY = ""


@contextmanager
def pressed_keys() -> Iterator[Callable[[], str]]:
    """A function that returns the key that was pressed, in lower case, or an empty text."""
    if not sys.stdin or not sys.stdin.isatty():
        yield lambda: _NO_KEY
    elif sys.platform == "win32":
        import msvcrt

        yield lambda: msvcrt.getwch().lower() if msvcrt.kbhit() else _NO_KEY
    else:
        import os
        import select
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def pressed() -> str:
            # Not through sys.stdin, whose buffer would keep what was typed after it out of sight of `select`.
            ready = select.select([terminal], [], [], 0)[0]
            return os.read(terminal, 1).decode("ascii", "ignore").lower() if ready else _NO_KEY

        try:
            tty.setcbreak(terminal)  # Ctrl-C still interrupts
            yield pressed
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
