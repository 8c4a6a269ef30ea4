"""Put Markdown with pictures and links into prints, messages, warnings and names.

Instead: text stays text wherever it is shown, and codes do not pass.
Points: no more
"""

import warnings

TEXT = "![x](http://127.0.0.1:9/x) [click](javascript:alert(1))\n# 60 / 60\n```\n| a |\n"
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
