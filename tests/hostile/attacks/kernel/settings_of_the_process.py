"""Undo what the worker set for itself: not to be read, to die with its parent, to have no new rights.

Instead: what can be undone is of no use, since its parent stays closed and the namespace ends as a whole.
Points: same
"""

import ctypes
import os

DEATH_SIGNAL, DUMPABLE, NAME, NO_NEW_PRIVS, SUBREAPER, PTRACER = 1, 4, 15, 38, 36, 0x59616D61
GET_NO_NEW_PRIVS, MEMORY_MAP = 39, 35

libc = ctypes.CDLL(None)
print("TRIED")
libc.prctl(DEATH_SIGNAL, 0, 0, 0, 0)
libc.prctl(DUMPABLE, 1, 0, 0, 0)
libc.prctl(SUBREAPER, 1, 0, 0, 0)
libc.prctl(NAME, b"\x1b[31mbwrap\n(", 0, 0, 0)
libc.prctl(PTRACER, ctypes.c_ulong(2**64 - 1), 0, 0, 0)
if libc.prctl(DUMPABLE, 2, 0, 0, 0) == 0:
    print("GAINED core files that root owns")
libc.prctl(NO_NEW_PRIVS, 0, 0, 0, 0)
if libc.prctl(GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1:
    print("GAINED new rights")
if libc.prctl(MEMORY_MAP, 13, os.open("/dev/null", os.O_RDONLY), 0, 0) == 0:
    print("GAINED another program's name")
for name in ("mem", "environ", "maps", "fd", "root", "cwd"):
    try:
        os.close(os.open(f"/proc/{os.getppid()}/{name}", os.O_RDONLY))
    except OSError:
        continue
    print("GAINED", name, "of its parent")
