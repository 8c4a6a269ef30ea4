"""Have the kernel promise more memory than there is, in ways that are not counted until it is used.

Instead: promises count as well, and neither the rule nor its own place among those to be ended can be changed.
Points: same
"""

import contextlib
import ctypes
import mmap

NO_RESERVE, GROWS_DOWN, HUGE = 0x4000, 0x100, 0x40000
PLAIN = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS

print("TRIED")
for flags in (PLAIN, PLAIN | NO_RESERVE, PLAIN | GROWS_DOWN, PLAIN | HUGE, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS):
    for protection in (mmap.PROT_READ, 0, mmap.PROT_READ | mmap.PROT_WRITE):
        for size in (2**36, 2**40, 2**44):
            with contextlib.suppress(OSError, ValueError):
                mmap.mmap(-1, size, flags=flags, prot=protection)
                print("GAINED", size, hex(flags), protection)
for path, value in (
    ("/proc/sys/vm/overcommit_memory", "1"),
    ("/proc/self/oom_score_adj", "-1000"),
    ("/proc/self/oom_adj", "-17"),
    ("/proc/self/coredump_filter", "0x7f"),
):
    with contextlib.suppress(OSError), open(path, "r+") as file:
        print("GAINED", path, "could be set to", value)
libc = ctypes.CDLL(None)
if libc.mlockall(3) == 0:
    libc.munlockall()
    print("GAINED memory that cannot be swapped")
