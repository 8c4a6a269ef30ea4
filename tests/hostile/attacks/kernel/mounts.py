"""Try to mount, unmount and change the root.

Instead: every one of these calls is refused.
Points: same
"""

import ctypes

print("TRIED")
libc = ctypes.CDLL(None)
for number, arguments in [
    (165, ("x", "/tmp", "tmpfs", 0, 0)),
    (166, ("/tmp", 2)),
    (155, ("/", "/tmp")),
    (161, ("/tmp",)),
    (428, (-100, "/", 0)),
    (430, ("tmpfs", 0)),
    (442, (-100, "/", 0, 0, 0)),
]:
    given = [each.encode() if isinstance(each, str) else each for each in arguments]
    if libc.syscall(number, *given) >= 0:
        print("GAINED call", number, arguments)
