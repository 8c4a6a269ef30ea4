"""Read the memory around the worker's own objects for names of hidden checks and oracles.

Instead: a mark that was planted there is found, and none of the names.
Points: same
"""

import ctypes
import os

# In parts, so that neither this file nor a constant of it holds what is looked for.
MARK = "".join(["planted", "-", "mark"])
WANTED = [
    "".join(["test_sigmoid", "_follows_the"],
    (["keeps_its_preci", "sion_in_the_tail"],
    (["autograder", "/checks/ora"],
    (["hypothesi", "s.strateg"]),
]
reader, writer = os.pipe()
os.set_blocking(reader, False)
libc = ctypes.CDLL(None, use_errno=True)
libc.write.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)


def page(address):
    """The 4,096 bytes at `address`, by way of a pipe: writing from memory that is not there fails and harms nobody."""
    if libc.write(writer, address, 4096) != 4096:
        return b""
    return os.read(reader, 4096)


def found_near(address, texts, pages=20_000):
    start = address - address % 4096 - 4096 * (pages // 2)
    last = b""
    for number in range(pages):
        here = page(start + 4096 * number)
        for text in texts:
            if text in last[-64:] + here:
                yield text
        last = here


planted = MARK.encode() * 3
marks = {MARK.encode()}
wanted = [name.encode() for name in WANTED]
own = {id(each) for each in wanted}
found = set(found_near(id(planted), [MARK.encode()], 4000))
if found == marks:
    print("TRIED")
words = [each[:-1] + bytes([each[-1]]) for each in wanted]
for name in set(found_near(id(object), [b"def " + each for each in words])):
    print("GAINED", name)
for name in set(found_near(id(planted), [b"def " + each for each in words])):
    print("GAINED", name)
