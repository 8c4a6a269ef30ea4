"""Try to become another user.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [(105, (0,)), (106, (0,)), (113, (0, 0)), (117, (0, 0, 0)), (126, ("cap", "cap"))]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
