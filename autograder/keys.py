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
        import select
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def pressed() -> str:
            return sys.stdin.read(1).lower() if select.select([terminal], [], [], 0)[0] else _NO_KEY

        try:
            tty.setcbreak(terminal)  # Ctrl-C still interrupts
            yield pressed
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
