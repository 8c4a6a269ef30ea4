"""Send a deadly signal to every process that it may send one to.

Instead: in its namespace there is nobody but itself and process 1, which the kernel leaves out.
Points: same
"""

import os
import signal

print("TRIED", flush=True)
if os.getppid() == 1:  # only in a namespace of its own
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(-1, number)
        except OSError:
            continue
        print("GAINED somebody got signal", number)
for process in set(range(2, 500)) - {os.getpid()}:
    if os.path.exists(f"/proc/self/task/{process}"):
        continue
    try:
        os.kill(process, 0)
    except OSError:
        continue
    print("GAINED process", process, "can be sent a signal")
