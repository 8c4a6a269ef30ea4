"""Reach files by symbolic and hard links from its own folder, and put links in the way of the cleaning.

Instead: a link opens nothing that its target does not, and the cleaning removes links without following them.
Points: same
"""

import os

TARGETS = ("/etc/shadow", "/proc/1/environ", "/proc/1/root", "/proc/self/root/root", "/srv/course/course.secret")

print("TRIED")
for number, target in enumerate(TARGETS):
    link = f"./link_{number}"
    os.symlink(target, link)
    try:
        got = os.listdir(link) if os.path.isdir(link) else os.read(os.open(link, os.O_RDONLY), 100)
    except OSError:
        got = None
    if got:
        print("GAINED", target, got)
    try:
        os.link(target, f"./hard_{number}", follow_symlinks=False)
    except OSError:
        continue
    print("GAINED a hard link to", target)
os.makedirs("./folder/below")
for name, target in (("itself", "itself"), ("up", ".."), ("folder/below/round", "../.."), ("own", "./submission")):
    os.symlink(target, f"./{name}")
