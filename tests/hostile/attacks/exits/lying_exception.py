"""Raise an exception whose class lies about its name, its bases and its message.

Instead: names are text and are cleaned; an answer that is none ends the worker.
Points: no more
"""


class Lying(type):
    __name__ = "NotImplementedError" * 100_000

    @property
    def __mro__(cls):
        return [Lying] * 10**6

    def mro(cls):
        return [cls, ValueError, Exception, BaseException, object]


class Message(str):
    def __getitem__(self, key):
        return {"status": "passed"}


class Passed(ValueError, metaclass=Lying):
    __module__ = "builtins"

    def __str__(self):
        return Message("passed")


def sigmoid(x):
    print("TRIED", flush=True)
    raise Passed
