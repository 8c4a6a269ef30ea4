"""Try to leave memory and queues that outlive the process.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [
    (29, (17477, 4096, 950)),
    (64, (17477, 1, 950)),
    (68, (17477, 950)),
    (240, ("descent", 66, 438, 0)),
]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
