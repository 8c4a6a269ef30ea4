"""Search all memory that a worker inherits for words of the course's files or of earlier submissions.

Instead: the process it was forked from never read any of them.
Points: same
"""

import ctypes
import re
from pathlib import Path

WORD = re.compile(b"-".join([b"CANARY", rb"\w{4,}"]))
MOST = 64 * 2**20  # bytes of one region

print("TRIED")
try:
    lines = Path("/proc/self/maps").read_text().splitlines()
except OSError:
    lines = []
for line in lines:
    span, rights, *_ = line.split()
    start, end = (int(each, 16) for each in span.split("-"))
    if not rights.startswith("rw") or line.endswith(("[vvar]", "[vsyscall]")):
        continue
    found = WORD.search(ctypes.string_at(start, min(end - start, MOST)))
    if found:
        print("GAINED", found[0])
