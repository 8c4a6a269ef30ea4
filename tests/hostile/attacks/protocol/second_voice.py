"""Let a thread answer in competition with the worker, all the time.

Instead: any answer that nobody waits for ends the conversation.
Points: no more
"""

import gc
import socket
import struct


def channel():
    found = [each for each in gc.get_objects() if type(each) is socket.socket]
    return found[-1] if found else None


def frame(kind, call_id, text, table=b"", arrays=0, size=None, magic=b"DSC1"):
    return struct.pack("<4sBHIQ", magic, kind, arrays, len(text) if size is None else size, call_id) + table + text


ANSWER = b'{"d":[["value",0.5],["mutated",[]],["shares_memory",false],["warnings",[]],["touched_global_rng",false]]}'

import threading

print("TRIED", flush=True)


def speak(connection):
    try:
        for number in range(100_000):
            connection.sendall(frame(12, number, ANSWER))
    except (OSError, AttributeError):
        pass


threading.Thread(target=speak, args=(channel(),), daemon=True).start()
