"""Set up io_uring, which makes sockets and opens files without the system calls that a filter looks at.

Instead: it cannot be set up.
Points: same
"""

import ctypes

SETUP, ENTER, REGISTER = 425, 426, 427

libc = ctypes.CDLL(None)
print("TRIED", flush=True)
for flags in (0, 1, 2, 1 << 12):  # plain, polling, polling by a kernel thread, one submitter
    parameters = ctypes.create_string_buffer(120)
    parameters[8:12] = flags.to_bytes(4, "little")
    descriptor = libc.syscall(SETUP, 8, parameters)
    if descriptor >= 0:
        print("GAINED a ring", descriptor)
        if libc.syscall(ENTER, descriptor, 0, 0, 0, None, 0) >= 0:
            print("GAINED its use")
if libc.syscall(REGISTER, -1, 16, None, 0) >= 0:
    print("GAINED registration")
