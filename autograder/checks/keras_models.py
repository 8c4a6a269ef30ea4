"""What is required of Keras models and of their training, in public and in hidden checks."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.assertions import assert_length, fail
from autograder.checks.arguments import Array
from autograder.language import translate
from autograder.models import Model
from autograder.showing import clean
from autograder.submission import Submission


def described(submission: Submission, build: str, *arguments: object) -> Model:
    """What the model is that the function `build` returns."""
    return submission.models.describe(getattr(submission, build)(*arguments))


def require_weights(model: Model) -> None:
    """Require that the weights came along: those of a model that is too large do not."""
    if model.parameters and not model.weights:
        wanted = "at most 8 million parameters in at most 200 layers"
        fail("The model is too large to be looked at.", wanted, "use fewer or smaller layers")


# --- 05_fashion_mnist ---

LISTS = ("loss", "val_loss", "accuracy", "val_accuracy")


def series(history: Any, name: str, epochs: int) -> Array:
    """The list `name` of what train returned, required to hold one float per epoch, as an array."""
    if history is None:
        fail(
            "The function returned None.", translate("a dict of lists"), "the function ends without a return statement"
        )
    if not isinstance(history, dict):
        sentence = translate("The function returned {shown}, not {wanted}.")
        cause = "model.fit returns an object; its attribute `history` is a dict"
        shown = getattr(history, "type_name", type(history).__name__)  # at grading, an object stays in the sandbox
        fail(sentence.format(shown=clean(shown, 80), wanted=translate("a dict of lists")), None, cause)
    if name not in history:
        sentence = translate("The history has the keys {keys}, and none of them is {name!r}.")
        fail(sentence.format(keys=", ".join(map(str, history)), name=name), ", ".join(LISTS))
    cause = "training ended before its last epoch, or the default of epochs is another"
    assert_length(history[name], epochs, "A list of the history", likely_cause=cause)
    if not all(isinstance(value, float) for value in history[name]):
        fail("A list of the history holds something else than Python floats.", "a list of floats")
    return np.array(history[name])


def require_falling(losses: Array) -> None:
    """Require that the training loss after the last epoch is below that after the first."""
    if not losses[-1] < losses[0]:
        sentence = translate("The training loss is {first} after the first epoch, and {last} after the last.")
        fail(sentence.format(first=f"{losses[0]:.4f}", last=f"{losses[-1]:.4f}"), "a training loss that falls")
