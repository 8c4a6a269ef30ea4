"""Change the limits of process 1, and raise those that it was given itself.

Instead: its limits only go down, and those of others cannot even be read.
Points: same
"""

import os
import resource

KINDS = ("AS", "CPU", "NOFILE", "FSIZE", "CORE", "NPROC")

print("TRIED", flush=True)
for name in KINDS:
    kind = getattr(resource, f"RLIMIT_{name}")
    for process in {1, os.getppid()}:
        try:
            print("GAINED", process, name, resource.prlimit(process, kind))
        except OSError:
            pass
    soft, hard = resource.getrlimit(kind)
    for wanted in ((soft, resource.RLIM_INFINITY), (hard + 1, hard + 1), (resource.RLIM_INFINITY,) * 2):
        try:
            resource.prlimit(0, kind, wanted)
            resource.setrlimit(kind, wanted)
        except (OSError, ValueError):
            continue
        if resource.getrlimit(kind) != (soft, hard):
            print("GAINED", name, resource.getrlimit(kind))
    if hard == resource.RLIM_INFINITY:
        print("GAINED", name, "was never limited")
