"""Public checks of fashion_mnist.py: each docstring is a requirement. Grading runs more of the same kind."""

import numpy as np

from autograder.assertions import (
    assert_close,
    assert_dtype,
    assert_equal,
    assert_length,
    assert_raises,
    assert_shape,
    fail,
)
from autograder.checks.attempts import fashion_mnist_binary_accuracy
from autograder.checks.keras_models import LISTS, described, require_falling, series
from autograder.language import translate
from autograder.plugin import question
from autograder.training import assert_reaches, once

# --- prepare_images ---


@question("prepare_images", points=1)
def test_prepare_images_divides_by_255(submission):
    """Pixels of 0, 51, 102 and 255 become 0.0, 0.2, 0.4 and 1.0, as float32."""
    images = np.zeros((1, 28, 28), np.uint8)
    images[0, 0, :4] = [0, 51, 102, 255]
    answer = submission.prepare_images(images)
    assert_shape(answer, (1, 784))
    assert_dtype(answer, np.float32)
    right = np.array([0.0, 0.2, 0.4, 1.0])
    mistakes = {
        "the pixels are not divided by 255": 255 * right,
        "the pixels are divided by 255 twice": right / 255,
        "the pixels are divided by 256": 255 * right / 256,
        "the pixels are divided by 255 in whole numbers": np.floor(right),
    }
    assert_close(answer[0, :4], right, rtol=1e-6, mistakes=mistakes)


@question("prepare_images", points="1/2")
def test_prepare_images_keeps_rows_together(submission):
    """The pixel in row r and column c of an image becomes number 28 * r + c of that image's row."""
    images = np.zeros((2, 28, 28), np.uint8)
    images[0, 3, 5] = 255
    images[1, 27, 0] = 255
    answer = submission.prepare_images(images)
    assert_shape(answer, (2, 784))
    right = np.zeros((2, 784))
    right[0, 28 * 3 + 5] = right[1, 28 * 27] = 1.0
    columns = images.transpose(0, 2, 1).reshape(2, 784) / 255
    assert_close(
        answer, right, rtol=1e-6, mistakes={"the columns of an image follow one another, not its rows": columns}
    )


@question("prepare_images", points="1/2")
def test_prepare_images_rejects_floats(submission):
    """prepare_images raises ValueError, with the dtype in the message, for an image that was divided already."""
    images = np.full((2, 28, 28), 0.5, np.float32)
    cause = "compare images.dtype with np.uint8 before computing, and put it into the message"
    assert_raises(submission, ValueError, "prepare_images", images, mentions=("float32",), likely_cause=cause)


# --- select_classes ---


@question("select_classes", points=1)
def test_select_classes_keeps_the_rows_of_two_classes(submission):
    """Of labels [3, 0, 1, 9, 1, 0], classes (0, 1) keep the images 1, 2, 4 and 5, with labels [0, 1, 1, 0]."""
    images = np.arange(24, dtype=np.uint8).reshape(6, 2, 2)
    answer = submission.select_classes(images, np.array([3, 0, 1, 9, 1, 0]))
    assert_length(answer, 2, "The returned tuple (images, labels)")
    assert_equal(answer[0], np.arange(24).reshape(6, 2, 2)[[1, 2, 4, 5]])
    assert_equal(answer[1], np.array([0, 1, 1, 0]))


@question("select_classes", points="1/2")
def test_select_classes_numbers_the_classes_anew(submission):
    """With classes=(7, 5), labels [5, 7, 9, 7] become [1, 0, 0], of dtype int64."""
    answer = submission.select_classes(np.arange(4.0), np.array([5, 7, 9, 7]), classes=(7, 5))
    assert_length(answer, 2, "The returned tuple (images, labels)")
    mistakes = {
        "the smaller class becomes 0; it is the first of `classes` that does": [0, 1, 1],
        "the labels are not numbered anew": [5, 7, 7],
    }
    assert_equal(answer[1], np.array([1, 0, 0]), mistakes=mistakes)
    assert_dtype(answer[1], np.int64)


# --- build_binary_classifier, build_classifier, build_functional_classifier ---


def require_kind(model, kind):
    """Require a compiled model of this kind."""
    if model.kind != kind:
        sentence = translate("The model is of the kind {kind}, not {wanted}.").format(kind=model.kind, wanted=kind)
        expected = "keras.Sequential([...])" if kind == "Sequential" else "keras.Model(inputs, outputs)"
        fail(sentence, expected)
    if not model.compiled:
        fail("The model is not compiled.", "model.compile(...) before the model is returned")


def require_shapes(model, outputs):
    """Require that the model takes rows (784,) and puts out `outputs` numbers."""
    if model.input_shape is None:
        fail("The model does not know its input yet.", "an input of shape (784,)", "begin with keras.Input((784,))")
    if model.input_shape != (784,):
        sentence = translate("The model takes an input of shape {shape}.").format(shape=model.input_shape)
        cause = "prepare_images makes rows of 784 numbers; a layer that needs (28, 28) follows a Reshape"
        fail(sentence, "an input of shape (784,)", cause)
    if model.output_shape != (outputs,):
        sentence = translate("For each row, the model puts out the shape {shape}.").format(shape=model.output_shape)
        fail(sentence, str((outputs,)))


def require_output(model, activation, loss):
    """Require this activation of the last layer, and the loss that goes with it."""
    last = model.layers[-1].activation if model.layers else None
    if last != activation:
        sentence = translate("The activation of the last layer is {got}.").format(got=last)
        cause = None
        if last in (None, "linear"):
            cause = "without an activation the model puts out logits, not probabilities"
        elif last == "softmax":
            cause = "softmax of a single number is always 1"
        elif last == "sigmoid":
            cause = "sigmoid gives every class a probability of its own; those of softmax add up to 1"
        fail(sentence, activation, cause)
    if model.loss != loss:
        cause = None
        if model.loss == "sparse_categorical_crossentropy":
            cause = "the sparse loss takes labels; here a model is trained with one-hot rows"
        elif model.loss == "categorical_crossentropy":
            cause = "with a single output, the categorical loss is 0 whatever the output is"
        elif model.loss == "binary_crossentropy":
            cause = "the binary loss takes every class for a question of its own"
        fail(translate("The loss is {got}.").format(got=model.loss), loss, cause)
    if model.from_logits:
        cause = "the last layer has an activation already; leave from_logits away"
        fail("The loss expects logits (from_logits=True).", translate("a loss of probabilities"), cause)


@question("build_binary_classifier", points="1/2")
def test_build_binary_classifier_is_sequential(submission):
    """build_binary_classifier returns a compiled keras.Sequential."""
    require_kind(described(submission, "build_binary_classifier"), "Sequential")


@question("build_binary_classifier", points="1/2")
def test_build_binary_classifier_shapes(submission):
    """The model for two classes takes rows of 784 numbers, and puts out one number for each."""
    require_shapes(described(submission, "build_binary_classifier"), 1)


@question("build_binary_classifier", points=1)
def test_build_binary_classifier_output_and_loss(submission):
    """The model for two classes ends in sigmoid, and its loss is binary_crossentropy."""
    require_output(described(submission, "build_binary_classifier"), "sigmoid", "binary_crossentropy")


@question("build_classifier", points="1/2")
def test_build_classifier_is_sequential(submission):
    """build_classifier returns a compiled keras.Sequential."""
    require_kind(described(submission, "build_classifier"), "Sequential")


@question("build_classifier", points="1/2")
def test_build_classifier_shapes(submission):
    """The model for ten classes takes rows of 784 numbers, and puts out ten numbers for each."""
    require_shapes(described(submission, "build_classifier"), 10)


@question("build_classifier", points=1)
def test_build_classifier_output_and_loss(submission):
    """The model for ten classes ends in softmax, and its loss is categorical_crossentropy."""
    require_output(described(submission, "build_classifier"), "softmax", "categorical_crossentropy")


@question("build_functional_classifier", points="1/2")
def test_build_functional_classifier_is_functional(submission):
    """build_functional_classifier returns a compiled model of the functional API, no keras.Sequential."""
    require_kind(described(submission, "build_functional_classifier"), "Functional")


@question("build_functional_classifier", points="1/2")
def test_build_functional_classifier_shapes(submission):
    """The functional model takes rows of 784 numbers, and puts out ten numbers for each."""
    require_shapes(described(submission, "build_functional_classifier"), 10)


@question("build_functional_classifier", points=1)
def test_build_functional_classifier_output_and_loss(submission):
    """The functional model ends in softmax, and its loss is categorical_crossentropy."""
    require_output(described(submission, "build_functional_classifier"), "softmax", "categorical_crossentropy")


# --- train ---

# A small network with given weights, 12-8-1, and 64 rows of random numbers; the label is whether two of them add up to
# more than 0. The last 16 rows are held out.
EPOCHS, ROWS, HELD_OUT = 5, 64, 16
_numbers = np.random.default_rng(5)
X = _numbers.normal(size=(ROWS, 12)).astype(np.float32)
Y = (X[:, 0] + X[:, 1] > 0).astype(np.float32)
START = [
    _numbers.normal(scale=0.4, size=(12, 8)).astype(np.float32),
    np.zeros(8, np.float32),
    _numbers.normal(scale=0.4, size=(8, 1)).astype(np.float32),
    np.zeros(1, np.float32),
]


def trained(submission):
    """The small network after training, and what train returned; trained once for all checks."""

    def train():
        weights = [each.copy() for each in START]
        made = {"inputs": 12, "loss": "binary_crossentropy", "weights": weights}
        model = submission.models.make((8, 1), ("relu", "sigmoid"), **made)
        options = {"epochs": EPOCHS, "batch_size": 8, "validation_fraction": 0.25, "seed": 1}
        history = submission.train(model, X.copy(), Y.copy(), **options)
        return submission.models.describe(model), history

    return once(submission, "train", train)


@question("train", points=1)
def test_train_returns_four_lists(submission):
    """train returns a dict of the lists loss, val_loss, accuracy and val_accuracy, with one float per epoch."""
    _, history = trained(submission)
    for name in LISTS:
        series(history, name, EPOCHS)


@question("train", points=1)
def test_train_learns(submission):
    """Training moves every weight array of the model, and the training loss falls."""
    model, history = trained(submission)
    assert_length(model.weights, len(START), "The list of weights")
    for before, after in zip(START, model.weights, strict=True):
        if np.array_equal(before, after):
            fail("Some weights are as they were before training.", "weights other than before")
    require_falling(series(history, "loss", EPOCHS))


@question("train", points="3/2")
def test_train_validates_on_the_last_rows(submission):
    """The last val_loss and val_accuracy are those of the trained model on the last quarter of the rows."""
    model, history = trained(submission)
    probabilities = model.forward(X)[:, 0]
    costs = -np.log(np.where(Y == 1, probabilities, 1 - probabilities))
    mistakes = {
        "the first rows are held out; it should be the last": costs[:HELD_OUT].mean(),
        "these are the rows to learn from": costs[:-HELD_OUT].mean(),
        "these are all rows": costs.mean(),
        "the last tenth of the rows is held out, not validation_fraction of them": costs[-6:].mean(),
    }
    right = (probabilities > 0.5) == (Y == 1)
    # Keras computes in float32: 1e-4 of the loss is a hundred times its rounding, and one row is 1/16 of the accuracy.
    assert_close(series(history, "val_loss", EPOCHS)[-1], costs[-HELD_OUT:].mean(), rtol=1e-4, mistakes=mistakes)
    assert_close(series(history, "val_accuracy", EPOCHS)[-1], right[-HELD_OUT:].mean(), atol=1e-4)


@question("train", points="1/2")
def test_train_rejects_other_lengths(submission):
    """train raises ValueError, with both lengths in the message, when x and y have different lengths."""
    model = submission.models.make((1,), ("sigmoid",), inputs=12, loss="binary_crossentropy")
    cause = "compare the lengths before training, and put both into the message"
    options = {"epochs": 1, "mentions": ("64", "63"), "likely_cause": cause}
    assert_raises(submission, ValueError, "train", model, X.copy(), Y[:-1].copy(), **options)


# --- predict_labels ---

# The handout's networks: two inputs, two hidden nodes with relu, and one output or three.
POINTS = np.array([[1.0, 2.0], [2.0, 0.0], [-1.0, 1.0]], np.float32)
HIDDEN = [np.array([[1.0, -1.0], [0.5, 1.0]], np.float32), np.array([0.0, 0.5], np.float32)]
ONE = [np.array([[1.0], [-2.0]], np.float32), np.array([0.5], np.float32)]
THREE = [np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 2.0]], np.float32), np.array([-0.5, 0.5, -1.0], np.float32)]


@question("predict_labels", points=1)
def test_predict_labels_of_one_output(submission):
    """The probabilities 0.3775, 0.9241 and 0.0110 of the handout's network with one output are the labels 0, 1, 0."""
    made = {"inputs": 2, "loss": "binary_crossentropy", "weights": [*HIDDEN, *ONE]}
    model = submission.models.make((2, 1), ("relu", "sigmoid"), **made)
    answer = submission.predict_labels(model, POINTS.copy())
    cause = "these may be the probabilities: the label is 1 where they are above 0.5, else 0"
    mistakes = {
        "the labels have the shape (n,), not (n, 1)": [[0], [1], [0]],
        "argmax of a single column is always 0; compare the probability with 0.5": [0, 0, 0],
        "the labels are swapped: above 0.5 is 1": [1, 0, 1],
    }
    assert_equal(answer, np.array([0, 1, 0]), mistakes=mistakes, likely_cause=cause)


@question("predict_labels", points=1)
def test_predict_labels_of_three_outputs(submission):
    """In the handout's network with three outputs, the largest are number 1, number 0 and number 2."""
    made = {"inputs": 2, "loss": "categorical_crossentropy", "weights": [*HIDDEN, *THREE]}
    model = submission.models.make((2, 3), ("relu", "softmax"), **made)
    answer = submission.predict_labels(model, POINTS.copy())
    mistakes = {
        "these are one-hot rows; a label is the number of the largest output": np.eye(3)[[1, 0, 2]],
        "a model with several outputs has no threshold: take the number of the largest": [
            [0, 1, 0],
            [1, 0, 0],
            [0, 0, 1],
        ],
        "the largest is searched along the columns; each row has its own": [1, 2, 2],
    }
    assert_equal(answer, np.array([1, 0, 2]), mistakes=mistakes)


# --- binary_accuracy ---


@question("binary_accuracy", points=2)
def test_binary_accuracy_reaches_the_first_threshold(submission, training):
    """Your functions together tell T-shirts from trousers in pictures that they never saw: first threshold."""
    assert_reaches(submission, training, "binary_accuracy", 0, fashion_mnist_binary_accuracy)
