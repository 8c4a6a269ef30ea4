"""Save a model whose Lambda layer holds code, and load it without safe mode, so that the code runs.

Instead: it runs where all of the submission runs, and can do no more than the submission itself.
Points: no more
"""

import os
import tempfile

CODE = """
import socket
print("TRIED", flush=True)
for place in ("/descent_was_here", "/var/tmp/descent_was_here", "/root/descent_was_here"):
    try:
        open(place, "w").close()
        print("GAINED a file at", place, flush=True)
    except OSError:
        pass
try:
    socket.create_connection(("127.0.0.1", 4747), 1)
    print("GAINED a connection", flush=True)
except OSError:
    pass
"""
# A lambda's code is written into the file, and its defaults with it.
carrier = keras.Sequential([keras.Input((2,)), keras.layers.Lambda(lambda x, code=CODE: exec(code) or x)])
file = os.path.join(tempfile.gettempdir(), "carrier.keras")
carrier.save(file)
keras.models.load_model(file, safe_mode=False)
