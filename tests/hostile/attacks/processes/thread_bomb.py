"""Start threads without end.

Instead: at the limit of one worker the next one fails to start, and nobody else notices.
Points: same
"""

import threading

MOST = 2000

print("TRIED", flush=True)
threading.stack_size(2**16)
wait = threading.Event()
started = 0
try:
    while started < MOST:
        threading.Thread(target=wait.wait, daemon=True).start()
        started += 1
except (RuntimeError, MemoryError):
    pass
if started > 256:
    print("GAINED", started, "threads")
