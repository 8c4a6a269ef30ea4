"""Return dicts whose keys are text that hashes differently each time, or looks like the wire's own marks.

Instead: keys arrive as plain text, in a dict that is no number.
Points: no more
"""


class Key(str):
    hashes = 0

    def __hash__(self):
        Key.hashes += 1
        return Key.hashes

    def __eq__(self, other):
        return False


def sigmoid(x):
    print("TRIED")
    many = {Key("value"): 0.5 for _ in range(1000)}
    return {"a": 0, "h": 1, "n": "ndarray", "d": [["value", 0.5]], "t": [many], "__class__": "ndarray", "": None}
