"""Mount, mount again for writing, unmount and change the root, all of it in a folder of its own.

Instead: each call is refused before the kernel looks at what it is asked.
Points: same
"""

import ctypes
import errno
import os

BIND, REMOUNT, MOVE, PRIVATE = 4096, 32, 8192, 1 << 18
OWN = b"./descent_was_here"

libc = ctypes.CDLL(None, use_errno=True)
os.mkdir(OWN)
print("TRIED")
attempts = {
    "tmpfs": lambda: libc.mount(b"none", OWN, b"tmpfs", 0, None),
    "proc": lambda: libc.mount(b"none", OWN, b"proc", 0, None),
    "bind": lambda: libc.mount(b"/", OWN, None, BIND, None),
    "move": lambda: libc.mount(OWN, OWN, None, MOVE, None),
    "private": lambda: libc.mount(None, OWN, None, PRIVATE, None),
    "for writing": lambda: libc.mount(None, b"/", None, REMOUNT | BIND, None),
    "unmount": lambda: libc.umount2(OWN, 0),
    "pivot": lambda: libc.pivot_root(OWN, OWN),
    "root": lambda: libc.chroot(OWN),
}
for name, attempt in attempts.items():
    if attempt() == 0 or ctypes.get_errno() != errno.EPERM:
        print("GAINED", name, os.strerror(ctypes.get_errno()))
