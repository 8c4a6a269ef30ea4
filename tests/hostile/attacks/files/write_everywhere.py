"""Write a marker into every folder that can be seen.

Instead: only the private folder can be written to, and that is emptied.
Points: same
"""

import os
import sys

print("TRIED")
places = [
    "/",
    "/etc",
    "/usr",
    "/usr/lib",
    "/var/tmp",
    "/dev/shm",
    "/dev",
    "/proc",
    "/proc/self",
    "/run",
    "/home",
    "/root",
    "/opt",
]
places += [
    *sys.path,
    os.path.dirname(os.__file__),
    os.path.dirname(np.__file__),
    os.path.dirname(os.path.dirname(np.__file__)),
]
for place in places:
    if place.startswith(("/tmp/submission", "/tmp/descent-")) and not place.endswith(("engine", "site")):
        continue
    try:
        with open(os.path.join(place, "descent_was_here"), "w") as file:
            file.write("x")
    except (OSError, ValueError):
        continue
    print("GAINED", place)
