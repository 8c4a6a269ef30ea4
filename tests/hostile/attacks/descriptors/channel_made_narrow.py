"""Make the channel as narrow as it gets and not wait on it, so that the grader hangs in the middle of sending.

Instead: the grader never waits beyond its deadline; what the worker then fails to send is no answer.
Points: no more
"""

import contextlib
import os
import socket


def sigmoid(x):
    print("TRIED", flush=True)
    channel = socket.socket(fileno=3)
    for option in (socket.SO_RCVBUF, socket.SO_SNDBUF, socket.SO_RCVLOWAT):
        with contextlib.suppress(OSError):
            channel.setsockopt(socket.SOL_SOCKET, option, 1)
    channel.detach()
    os.set_blocking(3, False)
    return np.full_like(_floats(x), 0.5)
