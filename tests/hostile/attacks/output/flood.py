"""Print 30 MB in each call.

Instead: the beginning is kept; nothing blocks.
Points: same
"""

plain_sigmoid = sigmoid
print("TRIED", flush=True)


def sigmoid(x):
    if not hasattr(sigmoid, "printed"):
        sigmoid.printed = True
        for _ in range(30):
            print("x" * 2**20)
    return plain_sigmoid(x)
