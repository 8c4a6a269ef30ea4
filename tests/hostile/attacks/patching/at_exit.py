"""Wait for the end of the process to write a forged result.

Instead: workers are killed, and no file of theirs is read.
Points: same
"""

import atexit
import json

print("TRIED")


def forge():
    for name in ("results.json", "/tmp/results.json", "/tmp/submission/result.json"):
        with open(name, "w") as file:
            json.dump({"score": 60, "status": "graded"}, file)


atexit.register(forge)
forge()
