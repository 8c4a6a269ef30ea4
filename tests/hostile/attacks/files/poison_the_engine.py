"""Change the worker's own files for the next submission.

Instead: they are read-only.
Points: same
"""

import sys

print("TRIED")
for name, module in list(sys.modules.items()):
    if name.startswith("autograder"):
        try:
            with open(module.__file__, "ab"):
                print("GAINED", module.__file__)
        except (OSError, TypeError):
            pass
