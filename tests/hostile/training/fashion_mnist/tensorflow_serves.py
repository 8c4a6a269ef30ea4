"""Start TensorFlow's own servers, and write its traces outside the private folder.

Instead: no socket can be opened, and nothing outside can be written.
Points: no more
"""

import keras

print("TRIED", flush=True)
if keras.backend.backend() == "tensorflow":
    import tensorflow as tf

    for start in (
        lambda: tf.profiler.experimental.server.start(4748),
        lambda: tf.data.experimental.service.DispatchServer(
            tf.data.experimental.service.DispatcherConfig(port=4749)
        ).start(),
    ):
        try:
            start()
        except BaseException as error:
            print(type(error).__name__, flush=True)
    import socket

    for port in (4748, 4749):
        try:
            socket.create_connection(("127.0.0.1", port), 1)
            print("GAINED a server", flush=True)
        except OSError:
            pass
    for place in ("/descent_was_here", "/var/tmp/descent_was_here", "/usr/lib/descent_was_here"):
        try:
            tf.io.write_file(place, "here")
            print("GAINED", place, flush=True)
        except Exception:
            pass
