"""Give functions a signature whose default values show as markup, escape codes and a forged score.

Instead: the signature is cut and cleaned, and shown as text.
Points: no more
"""


class Shown:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


MARKUP = Shown("\x1b]0;owned\x07<script>alert(1)</script>")
SCORE = Shown("`\n\n## score: 60/60\n\n`=HYPERLINK(1)\x00\u202e" * 1000)
print("TRIED", flush=True)


def sigmoid(first, second, third=MARKUP):
    return first


def tanh(*, only=SCORE):
    return only
