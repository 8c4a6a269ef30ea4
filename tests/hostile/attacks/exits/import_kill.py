"""Kill the own process on import.

Instead: the import failed, with a sentence, and nothing was graded as passed.
Points: none
"""

print("TRIED", flush=True)
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
