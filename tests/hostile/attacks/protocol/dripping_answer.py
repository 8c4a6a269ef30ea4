"""Send a wrong answer in pieces of three bytes.

Instead: the pieces are put together and the value is found wrong; the end of the process costs a worker.
Points: no more
"""

import struct
import sys
import time


def open_call():
    """The worker's channel and the number of the call that is open, from the frames below."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_call":
        frame = frame.f_back
    return frame.f_locals["channel"], frame.f_locals["frame"].call_id


def swallow(channel):
    """Let the worker's own next answer go nowhere, so that the forged one stands alone."""
    channel.send = lambda *answer: vars(channel).pop("send")


TEXT = b'{"d":[["value",-1.0],["mutated",[]],["shares_memory",false],["warnings",[]],["touched_global_rng",false]]}'


def sigmoid(x):
    print("TRIED", flush=True)
    channel, number = open_call()
    frame = struct.pack("<4sBHIQ", b"DSC1", 12, 0, len(TEXT), number) + TEXT
    for position in range(0, len(frame), 3):
        channel._connection.sendall(frame[position : position + 3])
        time.sleep(0.0005)
    swallow(channel)
    return -1.0
