"""Replace the output streams by objects that end the process when they are flushed.

Instead: flushing is done with care, and what they print to is a pipe of this worker.
Points: same
"""

import sys

print("TRIED", flush=True)


class Stream:
    def write(self, text):
        return 60

    def flush(self):
        raise SystemExit(0)

    def __getattr__(self, name):
        raise KeyboardInterrupt


sys.stdout = sys.stderr = sys.__stdout__ = Stream()
