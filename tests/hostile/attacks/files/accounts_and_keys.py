"""Read the accounts of the machine and the keys in home folders.

Instead: there is no such file inside.
Points: same
"""

import glob
import os

HOMES = {"/root", os.path.expanduser("~"), os.path.expanduser("~root"), *glob.glob("/home/*")}
PLACES = [f"{home}/{name}" for home in HOMES for name in (".ssh", ".netrc", ".aws", ".config", ".bash_history")]

print("TRIED")
for place in ["/etc/passwd", "/etc/shadow", "/etc/sudoers", "/etc/hosts", "/etc/machine-id", "/etc/ssh", *PLACES]:
    try:
        got = os.listdir(place) if os.path.isdir(place) else os.read(os.open(place, os.O_RDONLY), 100)
    except OSError:
        continue
    print("GAINED", place, got)
