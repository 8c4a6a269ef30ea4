"""Keep something for the next submission in the kernel's keyrings, and read the keys that lie there.

Instead: keys can be neither added, asked for nor read.
Points: same
"""

import ctypes
import platform

ADD, REQUEST, KEYCTL = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}[platform.machine()]
JOIN, SEARCH, READ, PERSISTENT = 1, 10, 11, 22

libc = ctypes.CDLL(None)
print("TRIED")
for ring in range(-8, 0):  # of the thread, the process, the session, the user, ...
    if libc.syscall(ADD, b"user", b"descent_was_here", b"1", ctypes.c_size_t(1), ring) >= 0:
        print("GAINED a key in", ring)
    if libc.syscall(REQUEST, b"user", b"descent_was_here", None, ring) >= 0:
        print("GAINED a key from", ring)
    content = ctypes.create_string_buffer(256)
    for command in (READ, SEARCH):
        if libc.syscall(KEYCTL, command, ring, content, ctypes.c_size_t(256), 0) >= 0:
            print("GAINED", command, ring, content.raw[:40])
if libc.syscall(KEYCTL, JOIN, None, 0, 0, 0) >= 0 or libc.syscall(KEYCTL, PERSISTENT, -1, -2, 0, 0) >= 0:
    print("GAINED a keyring")
