"""Become root or another user by every call that changes user, group and groups.

Instead: it stays who it is.
Points: same
"""

import contextlib
import ctypes
import os

NOBODY = 65534

before = os.getresuid(), os.getresgid(), os.getgroups()
libc = ctypes.CDLL(None)
print("TRIED")
for number in (0, 1, NOBODY):
    for change in (
        *(lambda n=number: os.setuid(n), lambda n=number: os.seteuid(n), lambda n=number: os.setreuid(n, n)),
        *(lambda n=number: os.setresuid(n, n, n), lambda n=number: os.setgid(n), lambda n=number: os.setegid(n)),
        *(lambda n=number: os.setregid(n, n), lambda n=number: os.setresgid(n, n, n)),
        *(lambda n=number: os.setgroups([n]), lambda n=number: os.initgroups("root", n)),
    ):
        with contextlib.suppress(OSError):
            change()
    libc.setfsuid(number)
    libc.setfsgid(number)
    if libc.setfsuid(-1) not in before[0] or libc.setfsgid(-1) not in before[1]:
        print("GAINED the files of user", number)
if (os.getresuid(), os.getresgid(), os.getgroups()) != before or 0 in os.getresuid():
    print("GAINED", os.getresuid(), os.getresgid(), os.getgroups())
