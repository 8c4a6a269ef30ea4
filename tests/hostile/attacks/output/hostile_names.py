"""Define functions whose names hold escape codes, markup and formulas, and not the one that is asked for.

Instead: the similar name is shown clean, as text.
Points: no more
"""

print("TRIED", flush=True)
del sigmoid
for each in (
    "sigmoid\x1b[2J",
    "<b>sigmoid</b>",
    "=sigmoid()",
    "sigmoid\u202e",
    "sigm\u0456oid",
    "sigmoid`",
    "sigmoid\0",
    "sigmoid\ud800",
):
    globals()[each] = relu
