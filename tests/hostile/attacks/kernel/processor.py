"""Try to change how the processor runs this process.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [
    (135, (262144,)),
    (172, (3,)),
    (173, (0, 10, 1)),
    (154, (1, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16)),
]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
