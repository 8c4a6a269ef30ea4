"""Shut the worker's direction of the channel, and still read.

Instead: the worker counts as ended, and the next call goes to a new one.
Points: no more
"""

import socket
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
    channel._connection.shutdown(socket.SHUT_WR)
    return -1.0
