"""Follow weak references and finalizers to objects of an earlier submission or of the grader.

Instead: there are none: each worker is forked from a process that never saw either.
Points: same
"""

import gc
import weakref

print("TRIED")
for each in gc.get_objects():
    try:
        target = each() if isinstance(each, weakref.ref) else None
        name = getattr(target, "__module__", None) or ""
    except Exception:
        continue
    if isinstance(name, str) and name.split(".")[0] in ("pytest", "_pytest", "hypothesis", "solutions"):
        print("GAINED", name)
