"""Try to do input and output behind the filter's back.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [
    (
        425,
        (
            8,
            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        ),
    ),
    (426, (3, 1, 0, 0, 0)),
    (427, (3, 0, 0, 0)),
]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
