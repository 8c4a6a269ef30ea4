"""Replace functions of the zygote, from which later workers are forked.

Instead: a worker has a copy of the zygote: those after it are forked from the one that was never touched.
Points: no more
"""

import sys

zygote = sys.modules["__main__"]
print("TRIED", flush=True)
if hasattr(zygote, "patched_by_a_student"):
    print("GAINED", zygote.patched_by_a_student)
zygote.patched_by_a_student = "an earlier worker's patch"
zygote._empty = lambda scratch: True
zygote._apply_limits = zygote._drop_identity = lambda *args: None
zygote._kill_others = lambda *args: None


def sigmoid(x):
    import os

    os._exit(0)
