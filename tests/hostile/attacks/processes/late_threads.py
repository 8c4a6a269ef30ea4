"""Leave threads that go on after the call and change what later calls answer.

Instead: later answers are compared like all others; the threads die with the process.
Points: same
"""

import threading
import time

print("TRIED", flush=True)
plain_sigmoid = sigmoid


def later():
    for _ in range(200):
        time.sleep(0.005)
        globals()["sigmoid"] = plain_sigmoid


threading.Thread(target=later, daemon=False).start()
