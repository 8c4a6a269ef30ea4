"""Look for what earlier submissions left in folders that everybody may write to.

Instead: each submission finds them empty.
Points: same
"""

import os

print("TRIED")
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", os.environ.get("HOME", "/tmp")):
    try:
        found = set(os.listdir(folder)) - {"submission"}
    except OSError:
        continue
    if found:
        print("GAINED", folder, sorted(found)[:5])
