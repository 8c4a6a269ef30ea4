"""Put escape codes that clear the screen, set the title and the clipboard into prints, messages, warnings and names.

Instead: text stays text wherever it is shown, and codes do not pass.
Points: no more
"""

import warnings

TEXT = "\x1b[2J\x1b[H\x1b[31mowned\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07"
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
