"""Try to read and write the kernel's keyrings.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [(248, ("user", "descent", "x", 1, -3)), (249, ("user", "descent", 0, 0)), (250, (0, -3, 1))]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
