"""Leave files for the next submission wherever that works, hidden, nested and closed to others.

Instead: before the next one all of it is gone.
Points: same
"""

import builtins
import os

print("TRIED")
builtins.descent_was_here = True
os.environ["descent_was_here"] = "1"
for folder in (".", "/dev/shm", "/var/tmp", "./.hidden/descent_was_here", "./closed", "./a\nb\udcff"):
    path = f"{folder}/descent_was_here"
    if os.path.lexists(path):
        print("GAINED left by an earlier one:", path)
    try:
        os.makedirs(folder, exist_ok=True)
        with open(path, "x") as file:
            file.write("left by a submission\n")
    except OSError:
        pass
os.chmod("./closed", 0)
