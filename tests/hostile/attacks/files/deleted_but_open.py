"""Get rights by an open descriptor: reopen read-only files for writing, and bring a deleted file back.

Instead: reopening asks for the rights again, and what comes back is in its own folder.
Points: same
"""

import os
import sys

print("TRIED")
for path in (sys.executable, os.__file__, sys.modules["autograder.sandbox.worker"].__file__, "/proc/self/status"):
    for flags in (os.O_RDONLY, os.O_PATH):
        descriptor = os.open(path, flags)
        for wanted in (os.O_WRONLY, os.O_RDWR, os.O_WRONLY | os.O_APPEND):
            try:
                os.close(os.open(f"/proc/self/fd/{descriptor}", wanted))
            except OSError:
                continue
            print("GAINED", path)
        os.close(descriptor)
own = os.open("./descent_was_here", os.O_CREAT | os.O_EXCL | os.O_RDWR)
os.write(own, b"deleted")
os.unlink("./descent_was_here")
for target in ("/descent/engine/descent_was_here", "/usr/lib/descent_was_here", "/descent_was_here"):
    try:
        os.link(f"/proc/self/fd/{own}", target, follow_symlinks=True)
    except OSError:
        continue
    print("GAINED", target)
