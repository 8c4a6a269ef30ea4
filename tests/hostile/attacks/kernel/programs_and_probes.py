"""Load a program into the kernel, count events of the whole machine, and handle faults of memory.

Instead: none of the three is permitted.
Points: same
"""

import ctypes
import os
import platform
import struct

BPF, PERF, FAULTS = {"x86_64": (321, 298, 323), "aarch64": (280, 241, 282)}[platform.machine()]
MAP_CREATE, PROGRAM_LOAD, NEXT_ID = 0, 5, 11

libc = ctypes.CDLL(None)
print("TRIED")
array = ctypes.create_string_buffer(struct.pack("IIII", 2, 4, 4, 1), 128)
instructions = ctypes.create_string_buffer(bytes.fromhex("b700000000000000 9500000000000000"))  # return 0
licence = ctypes.create_string_buffer(b"GPL")
program = struct.pack("IIQQ", 1, 2, ctypes.addressof(instructions), ctypes.addressof(licence))
for command, attributes in ((MAP_CREATE, array), (PROGRAM_LOAD, ctypes.create_string_buffer(program, 128))):
    if libc.syscall(BPF, command, attributes, 128) >= 0:
        print("GAINED bpf", command)
if libc.syscall(BPF, NEXT_ID, ctypes.create_string_buffer(128), 128) >= 0:
    print("GAINED the programs of others")
for kind, process in ((0, -1), (0, 0), (1, 0), (1, os.getppid()), (2, -1)):
    event = ctypes.create_string_buffer(struct.pack("IIQ", kind, 64, 0), 64)
    if libc.syscall(PERF, event, process, -1 if process >= 0 else 0, -1, ctypes.c_ulong(0)) >= 0:
        print("GAINED events of kind", kind, "of process", process)
for flags in (0, 1, 0o2000001):
    if libc.syscall(FAULTS, flags) >= 0:
        print("GAINED faults", flags)
try:
    print("GAINED", os.open("/dev/userfaultfd", os.O_RDWR))
except OSError:
    pass
