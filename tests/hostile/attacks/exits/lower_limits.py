"""Lift the process's own limits of CPU time, memory and files, and then lower them until it dies.

Instead: limits can only be lowered, and only the worker's own.
Points: no more
"""

import resource

LIMITS = (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE)


def sigmoid(x):
    print("TRIED", flush=True)
    for kind in LIMITS:
        try:
            resource.setrlimit(kind, (-1, -1))
            print("GAINED", kind)
        except (ValueError, OSError):
            pass
        resource.setrlimit(kind, (1, 1))
    return [0.5] * 10**7
