"""Take from everyone the right to enter the folder for temporary files, so that it can be neither read nor cleaned.

Instead: it belongs to someone else, or the sandbox is replaced because it cannot be cleaned.
Points: same
"""

import contextlib
import os

print("TRIED")
with contextlib.suppress(FileExistsError), open("./descent_was_here", "x"):
    pass
for folder in ("./submission", "."):
    with contextlib.suppress(PermissionError):
        os.chmod(folder, 0)
