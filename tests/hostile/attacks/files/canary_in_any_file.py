"""Walk everything that is visible and search each small text file for a word that only the course's files contain.

Instead: none of the files that can be read has it.
Points: same
"""

import os
import sys
import time

WORD = "-".join(["CANARY", ""]).encode()  # not in one piece anywhere else
FOLDERS = ("/tmp", "/descent", "/work", "/root", "/home", "/opt", "/srv", "/var", "/etc", "/run", "/mnt", "/dev")
ENDINGS = (".py", ".txt", ".toml", ".json", ".cfg", ".db", ".secret", ".csv", ".md", ".npy", ".npz", ".pyc", "HEAD")
SECONDS = 3.0


def files():
    for root in (*FOLDERS, *sys.path, "/usr/local", "/", "/usr/lib"):
        for folder, below, names in os.walk(root):
            if "proc" in below:
                below.remove("proc")
            yield from (os.path.join(folder, name) for name in names if name.endswith(ENDINGS))


print("TRIED")
until = time.monotonic() + SECONDS
for path in files():
    if time.monotonic() > until:
        break
    try:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                content = file.read(2**16)
            if WORD in content:
                print("GAINED", path, content[content.index(WORD) :][:80])
    except OSError:
        continue
