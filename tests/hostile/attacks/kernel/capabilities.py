"""Take capabilities: all at once, one by one as ambient ones, and by keeping them over a change of user.

Instead: there are none to take from, and none come.
Points: same
"""

import contextlib
import ctypes
import struct
from pathlib import Path

PR_SET_KEEPCAPS, PR_SET_SECUREBITS, PR_CAP_AMBIENT, RAISE = 8, 28, 47, 2
CAPABILITIES = 41

libc = ctypes.CDLL(None)
print("TRIED")
for version, words in ((0x20080522, 6), (0x20071026, 6), (0x19980330, 3)):
    header = ctypes.create_string_buffer(struct.pack("Ii", version, 0))
    if libc.capset(header, ctypes.create_string_buffer(struct.pack("I", 0xFFFFFFFF) * words)) == 0:
        print("GAINED capset", hex(version))
libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
if libc.prctl(PR_SET_SECUREBITS, 1, 0, 0, 0) == 0:
    print("GAINED secure bits")
for number in range(CAPABILITIES):
    if libc.prctl(PR_CAP_AMBIENT, RAISE, number, 0, 0) == 0:
        print("GAINED ambient", number)
with contextlib.suppress(OSError):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(("CapInh", "CapPrm", "CapEff", "CapAmb")) and int(line.split()[1], 16):
            print("GAINED", line)
