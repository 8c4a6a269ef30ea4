"""Raise SystemExit in a thread, and end the main thread from there.

Instead: only the submission's process is concerned.
Points: no more
"""

import _thread
import threading


def leave():
    _thread.interrupt_main()
    raise SystemExit(0)


def sigmoid(x):
    print("TRIED", flush=True)
    threading.Thread(target=leave).start()
    return 0.5
