"""Put control characters and half a surrogate pair into prints, messages, warnings and names.

Instead: text stays text wherever it is shown, and codes do not pass.
Points: no more
"""

import warnings

TEXT = "\x00\x01\x08\x7f\x85\u2028\ud800"
print("TRIED")
print(TEXT.encode("utf-8", "replace").decode())
Named = type("N" + TEXT.replace("\0", "").encode("utf-8", "ignore").decode(), (Exception,), {})


def sigmoid(x):
    warnings.warn(TEXT, stacklevel=1)
    raise Named(TEXT)


def relu_derivative(x):
    raise ValueError(TEXT)


def tanh(x):
    return Named()
