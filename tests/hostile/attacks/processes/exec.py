"""Become another program: by path, by descriptor, from a file in memory, from its own folder, by the linker.

Instead: no program is started and the worker stays what it is.
Points: same
"""

import contextlib
import ctypes
import os
import platform
import sys

EXECVEAT, AT_EMPTY_PATH = {"x86_64": 322, "aarch64": 281}[platform.machine()], 0x1000
say = [sys.executable, "-S", "-c", "print('GAINED a program ran')"]

print("TRIED", flush=True)
with open("./descent_was_here", "x") as script:
    script.write(f"#!{sys.executable} -S\nprint('GAINED a script ran')\n")
os.chmod("./descent_was_here", 0o755)
itself = os.open(sys.executable, os.O_RDONLY)
for attempt in (
    lambda: os.execv(say[0], say),
    lambda: os.execve(itself, say, {}),
    lambda: os.execv(f"/proc/self/fd/{itself}", say),
    lambda: os.execv("/proc/self/exe", say),
    lambda: os.execv("./descent_was_here", ["descent_was_here"]),
    lambda: os.execv("/lib64/ld-linux-x86-64.so.2", ["ld", *say]),
    lambda: os.execve(os.memfd_create("descent_was_here"), ["descent_was_here"], {}),
):
    with contextlib.suppress(OSError):
        attempt()
arguments = (ctypes.c_char_p * 5)(*map(str.encode, say), None)
ctypes.CDLL(None).syscall(EXECVEAT, itself, b"", arguments, None, AT_EMPTY_PATH)
os.close(itself)
