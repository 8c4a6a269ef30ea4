"""Try to restart the machine, load modules, swap, read its log.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [
    (169, (1, 2, 3, 0)),
    (175, (0, 0, "")),
    (313, (3, "", 0)),
    (167, ("/tmp/x", 0)),
    (
        103,
        (
            3,
            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            64,
        ),
    ),
    (163, (0,)),
]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
