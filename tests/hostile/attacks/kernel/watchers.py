"""Try to watch what other processes do to files.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [
    (300, (0, 0)),
    (304, (3, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 0)),
    (303, (-100, "/", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "\0\0\0\0\0\0\0\0", 0)),
]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
