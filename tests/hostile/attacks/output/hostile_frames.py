"""Raise from code whose file, function and source line are markup, escape codes and commands of CI.

Instead: frames are shown as text, clean and cut.
Points: no more
"""

import linecache
import os

SOURCE = (
    "def f():\n    raise ValueError('::error::passed')  # <script>alert(1)</script> \x1b[2J | `score: 60/60`\nf()\n"
)
NAME = os.path.join(os.path.dirname(__file__), "<img src=x onerror=alert(1)>::error::\x1b[31m.py")
linecache.cache[NAME] = (len(SOURCE), None, SOURCE.splitlines(True), NAME)
CODE = compile(SOURCE, NAME, "exec")


def sigmoid(x):
    print("TRIED", flush=True)
    exec(CODE, {"__name__": "**passed**"})
