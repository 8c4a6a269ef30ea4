"""Call the kernel by int 0x80, as 32-bit programs do.

Instead: the process is killed; only that call is lost.
Points: no more
"""

import ctypes
import mmap

CODE = bytes.fromhex("b814000000cd80c3")  # getpid of 32-bit Linux: mov eax, 20; int 0x80; ret


def sigmoid(x):
    print("TRIED", flush=True)
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE)
    function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    if function() > 0:
        print("GAINED a call", flush=True)
    return 0.5
