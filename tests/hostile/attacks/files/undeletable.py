"""Leave folders without rights, names that are no text and a deep tree, so that the next finds them.

Instead: the folder is emptied, or the sandbox replaced.
Points: same
"""

import os

print("TRIED")
os.makedirs("closed/inner")
os.chmod("closed/inner", 0)
os.chmod("closed", 0)
for name in (b"\xff", b"new\nline", b"-rf", b" "):
    open(name, "w").close()
here = os.getcwd()
for _ in range(300):
    os.mkdir("d")
    os.chdir("d")
os.chdir(here)
