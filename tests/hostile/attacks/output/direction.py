"""Put characters that turn the direction of writing into prints, messages, warnings and names.

Instead: text stays text wherever it is shown, and codes do not pass.
Points: no more
"""

import warnings

TEXT = "\u202egnihtyreve\u202c\u2066x\u2069\u200b\ufeff"
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
