"""Try to make and enter namespaces.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [
    (272, (268435456,)),
    (272, (131072,)),
    (272, (1073741824,)),
    (272, (536870912,)),
    (272, (134217728,)),
    (272, (67108864,)),
    (272, (33554432,)),
    (308, (3, 0)),
]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
