"""Make a namespace of each kind, in which it would be root, and enter those that it knows.

Instead: neither call is permitted, whatever the kind.
Points: same
"""

import ctypes
import errno
import os

KINDS = {
    "user": 0x10000000,
    "mount": 0x20000,
    "process": 0x20000000,
    "network": 0x40000000,
    "ipc": 0x8000000,
    "host name": 0x4000000,
    "control group": 0x2000000,
    "time": 0x80,
    "files": 0x400,
}

libc = ctypes.CDLL(None, use_errno=True)
print("TRIED")
for name, flag in KINDS.items():
    for flags in (flag, flag | KINDS["user"]):
        if libc.unshare(flags) == 0 or ctypes.get_errno() != errno.EPERM:
            print("GAINED", name, hex(flags))
for process in ("self", "1", str(os.getppid())):
    for name in ("user", "mnt", "pid", "pid_for_children", "net", "ipc", "uts", "cgroup", "time"):
        try:
            descriptor = os.open(f"/proc/{process}/ns/{name}", os.O_RDONLY)
        except OSError:
            continue
        if libc.setns(descriptor, 0) == 0 or ctypes.get_errno() != errno.EPERM:
            print("GAINED", process, name)
        os.close(descriptor)
