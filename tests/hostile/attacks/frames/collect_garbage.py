"""Look through all objects of the process for a check, an oracle or a result.

Instead: there is none: the checks live in another process.
Points: same
"""

import gc

print("TRIED")
for each in gc.get_objects():
    name = getattr(each, "__module__", "") if isinstance(each, type) or callable(each) else ""
    if isinstance(name, str) and name.startswith(
        ("pytest", "_pytest", "hypothesis", "autograder.checks", "autograder.grading")
    ):
        print("GAINED", name)
        break
