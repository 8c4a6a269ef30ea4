"""Open files by a handle made up from inode numbers, which needs no path and so passes by every mount.

Instead: neither the call that makes handles nor the one that opens them is permitted.
Points: same
"""

import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
print("TRIED")
handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0), 8 + 128)
mount = ctypes.c_int()
for path in (b"/", b"/tmp", b"/usr/lib"):
    if libc.name_to_handle_at(-100, path, handle, ctypes.byref(mount), 0) == 0:
        print("GAINED a handle of", path)
for start in ("/usr/lib", "."):
    folder = os.open(start, os.O_RDONLY)
    for inode in (1, 2, 11, 12, 128):
        made_up = ctypes.create_string_buffer(struct.pack("IiII", 8, 1, inode, 0))
        if libc.open_by_handle_at(folder, made_up, os.O_RDONLY) >= 0:
            print("GAINED inode", inode, "of", start)
    os.close(folder)
