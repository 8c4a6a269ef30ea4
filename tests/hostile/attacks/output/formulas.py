"""Put formulas of spreadsheets into prints, messages, warnings and names.

Instead: text stays text wherever it is shown, and codes do not pass.
Points: no more
"""

import warnings

TEXT = '=HYPERLINK("http:x")\n+1+1\n@SUM(1)\n-2'
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
