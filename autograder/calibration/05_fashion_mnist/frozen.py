"""Nothing is trainable."""

import reference
from reference import *


def _frozen(model, loss):
    model.trainable = False
    model.compile("rmsprop", loss, metrics=["accuracy"])
    return model


def build_binary_classifier():
    return _frozen(reference.build_binary_classifier(), "binary_crossentropy")


def build_classifier():
    return _frozen(reference.build_classifier(), "categorical_crossentropy")
