"""Try to make files in memory that could be executed.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [(319, ("x", 0)), (447, (0,))]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
