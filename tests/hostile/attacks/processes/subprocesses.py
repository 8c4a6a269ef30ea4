"""Start programs and workers with Python's own libraries: subprocess, multiprocessing, pools, asyncio.

Instead: each of them raises.
Points: same
"""

import asyncio
import concurrent.futures
import multiprocessing
import os
import subprocess
import sys

say = [sys.executable, "-S", "-c", "print('GAINED a program ran')"]


def in_a_pool():
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return pool.submit(os.getpid).result(1)


def by_multiprocessing(method):
    process = multiprocessing.get_context(method).Process(target=os.getpid)
    process.start()
    return process.pid


print("TRIED", flush=True)
for attempt in (
    lambda: subprocess.run(say, check=True),
    lambda: subprocess.Popen("echo GAINED", shell=True),
    lambda: subprocess.run(say, check=True, close_fds=False, start_new_session=True),
    lambda: asyncio.run(asyncio.create_subprocess_exec(*say)),
    in_a_pool,
    *(lambda method=method: by_multiprocessing(method) for method in ("fork", "spawn", "forkserver")),
):
    try:
        print("GAINED", attempt())
    except Exception:  # PermissionError, and what the libraries make of it
        pass
