"""Fill the channel with megabytes of bytes that are no frame.

Instead: the first bytes are refused, and the rest is never read.
Points: no more
"""

import sys


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


def sigmoid(x):
    print("TRIED", flush=True)
    channel, _ = open_call()
    try:
        for _ in range(64):
            channel._connection.sendall(b"DSC2" * 2**16)
    except OSError:
        pass
    return -1.0
