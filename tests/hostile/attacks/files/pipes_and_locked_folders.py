"""Leave what is hard to open or to remove: named pipes, folders without rights, odd names, file flags.

Instead: the cleaning opens no file, and where it cannot remove one the whole sandbox is replaced.
Points: same
"""

import fcntl
import os
import struct

FS_IOC_GETFLAGS, FS_IOC_SETFLAGS, IMMUTABLE = 0x80086601, 0x40086602, 0x10

print("TRIED")
for name in ("pipe", "submission/pipe", "-rf", "*", "\n", " ", "\udcff" * 200):
    os.mkfifo(f"./{name}")
keep = os.open("./pipe", os.O_RDWR | os.O_NONBLOCK)  # a reader and a writer that stay
os.makedirs("./locked/inner/innermost")
flagged = os.open("./locked/descent_was_here", os.O_CREAT | os.O_EXCL | os.O_RDWR)
try:
    flags = struct.unpack("q", fcntl.ioctl(flagged, FS_IOC_GETFLAGS, bytes(8)))[0]
    fcntl.ioctl(flagged, FS_IOC_SETFLAGS, struct.pack("q", flags | IMMUTABLE))
except OSError:
    pass
else:
    print("GAINED a file that cannot be removed")
for folder in ("innermost", "."):
    os.chmod(f"./locked/inner/{folder}", 0)
os.chmod("./locked", 0)
