"""Set timers that go off after the call and raise in the middle of whatever the worker does then.

Instead: at the worst the worker dies and the calls it had taken count as failed.
Points: no more
"""

import contextlib
import signal

fired = []


def on_alarm(number, frame):
    fired.append(number)
    if len(fired) < 50:
        raise KeyboardInterrupt(f"signal {number} in {frame.f_code.co_name if frame else None}")


def sigmoid(x):
    print("TRIED", flush=True)
    for kind, number in (
        (signal.ITIMER_REAL, signal.SIGALRM),
        (signal.ITIMER_VIRTUAL, signal.SIGVTALRM),
        (signal.ITIMER_PROF, signal.SIGPROF),
    ):
        with contextlib.suppress(OSError):
            signal.signal(number, on_alarm)
            signal.setitimer(kind, 0.0005, 0.001)
    return np.full_like(_floats(x), 0.5)
