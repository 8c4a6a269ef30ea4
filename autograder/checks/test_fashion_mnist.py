"""Hidden checks of fashion_mnist.py.

A training costs about half a second, so networks and tables are small, and checks of `train` share what they can. The
models that train and predict_labels are given are made here, with weights of ours: a mistake in a build function costs
its own points only. What is right is computed in NumPy from weights, before training or after it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assertions import (
    assert_close,
    assert_dtype,
    assert_equal,
    assert_leaves_inputs_alone,
    assert_length,
    assert_raises,
    assert_shape,
    fail,
)
from autograder.checks import network_oracles as oracles
from autograder.checks.arguments import Array, awkward
from autograder.checks.attempts import fashion_mnist_accuracy, fashion_mnist_binary_accuracy
from autograder.checks.keras_models import described, require_falling, require_weights, series
from autograder.language import translate
from autograder.models import Model
from autograder.plugin import question
from autograder.submission import Submission
from autograder.training import Training, assert_reaches, once
from shared.datasets import load_fashion_mnist

FLOAT32 = 5e-7  # 6 digits; a division in float32, or a product with 1/255, is right to 2e-7
few = settings(max_examples=20)  # wrong formulas are wrong for nearly every input


# --- prepare_images ---


def noise(count: int, seed: int) -> Array:
    """Images in which every pixel is drawn by itself, 0 and 255 included."""
    return np.random.default_rng(seed).integers(0, 256, (count, 28, 28)).astype(np.uint8)


@question("prepare_images", points=1)
@few
@given(count=st.integers(1, 4), seed=st.integers(0, 10**6))
def test_prepare_images_of_any_pixels(submission: Submission, count: int, seed: int) -> None:
    """Every pixel is divided by 255 once, and stands at number 28 * r + c of its image's row."""
    images = noise(count, seed)
    flat = images.reshape(count, 784).astype(float)
    mistakes = {
        "the pixels are divided by 255 twice": flat / 255**2,
        "the pixels are not divided by 255": flat,
        "the pixels are divided by the largest one that occurs": flat / flat.max(),
        "the columns of an image follow one another, not its rows": images.transpose(0, 2, 1).reshape(count, 784) / 255,
        "the pixels are standardised; they should only be divided by 255": (flat - flat.mean()) / flat.std(),
    }
    assert_close(submission.prepare_images(images.copy()), flat / 255, rtol=FLOAT32, mistakes=mistakes)


@question("prepare_images", points="1/2")
def test_prepare_images_does_not_look_at_other_images(submission: Submission) -> None:
    """A dark image is divided by 255 like every other, in float32: its brightest pixel, 51, becomes 0.2."""
    images = noise(2, 1) // 5
    images[0, 0, 0] = 51
    answer = submission.prepare_images(images)
    assert_dtype(answer, np.float32)
    right = images.reshape(2, 784) / 255
    mistakes = {"the pixels are divided by the largest one that occurs": 5 * right}
    assert_close(answer, right, rtol=FLOAT32, mistakes=mistakes)


@question("prepare_images", points="1/4")
def test_prepare_images_of_no_image(submission: Submission) -> None:
    """For (0, 28, 28), no image at all, the result has the shape (0, 784)."""
    answer = submission.prepare_images(np.zeros((0, 28, 28), np.uint8))
    assert_shape(answer, (0, 784), likely_cause="reshape(n, -1) cannot tell how long a row is when n is 0")
    assert_dtype(answer, np.float32)


@question("prepare_images", points="1/2")
def test_prepare_images_rejects_other_dtypes(submission: Submission) -> None:
    """prepare_images raises ValueError, with the dtype in the message, for float64 and for int64 images."""
    cause = "compare images.dtype with np.uint8 before computing, and put it into the message"
    for dtype in (np.float64, np.int64):
        images = noise(2, 2).astype(dtype)
        name = np.dtype(dtype).name
        assert_raises(submission, ValueError, "prepare_images", images, mentions=(name,), likely_cause=cause)


@question("prepare_images", points="1/2")
def test_prepare_images_rejects_other_shapes(submission: Submission) -> None:
    """prepare_images raises ValueError, with the shape in the message, for images that are not (n, 28, 28)."""
    cause = "compare the shape before computing, and put it into the message"
    for shape in ((5, 784), (28, 28), (3, 28, 27), (2, 28, 28, 1), (28, 28, 3)):
        images = np.zeros(shape, np.uint8)
        assert_raises(submission, ValueError, "prepare_images", images, mentions=(str(shape),), likely_cause=cause)


@question("prepare_images", points="1/4")
def test_prepare_images_leaves_its_input_alone(submission: Submission) -> None:
    """The images are not changed, and read-only arrays and slices with a stride are taken, too."""
    images = noise(3, 3)
    assert_leaves_inputs_alone(submission, "prepare_images", images.copy())
    (slices,) = awkward(images)
    assert_close(submission.prepare_images(slices), images.reshape(3, 784) / 255, rtol=FLOAT32)


# --- select_classes ---


def selected(submission: Submission, images: Array, labels: Array, *classes: tuple[int, int]) -> tuple[Any, Any]:
    """The two parts of what select_classes returns."""
    answer: Any = submission.select_classes(images, labels, *classes)
    assert_length(answer, 2, "The returned tuple (images, labels)")
    return answer[0], answer[1]


@question("select_classes", points=1)
@few
@given(
    labels=st.lists(st.integers(0, 4), min_size=1, max_size=8),
    classes=st.permutations(range(5)).map(lambda order: (order[0], order[1])),
    shape=st.sampled_from([(), (3,), (2, 2), (28, 28)]),
)
def test_select_classes_of_any_two(
    submission: Submission, labels: list[int], classes: tuple[int, int], shape: tuple[int, ...]
) -> None:
    """Images of any shape and any two classes: the rows of these classes are kept in their order."""
    images = np.arange(len(labels) * int(np.prod(shape))).reshape(len(labels), *shape).astype(np.float32)
    rows = [row for row, label in enumerate(labels) if label in classes]
    kept, _ = selected(submission, images.copy(), np.array(labels), classes)
    assert_equal(kept, images[rows])


@question("select_classes", points="3/4")
@few
@given(
    labels=st.lists(st.integers(0, 4), min_size=1, max_size=8),
    classes=st.permutations(range(5)).map(lambda order: (order[0], order[1])),
    dtype=st.sampled_from([np.uint8, np.int32, np.int64]),
)
def test_select_classes_labels_of_any_two(
    submission: Submission, labels: list[int], classes: tuple[int, int], dtype: type
) -> None:
    """The first of the two classes becomes 0 and the second 1, int64, whatever integers the labels were."""
    right = np.array([classes.index(label) for label in labels if label in classes], np.int64)
    _, found = selected(submission, np.zeros((len(labels), 2)), np.array(labels, dtype), classes)
    mistakes = {
        "the smaller class becomes 0; it is the first of `classes` that does": 1 - right,
        "the labels are not numbered anew": np.array([label for label in labels if label in classes]),
    }
    assert_equal(found, right, mistakes=mistakes)
    assert_dtype(found, np.int64)


@question("select_classes", points="1/4")
def test_select_classes_without_such_rows(submission: Submission) -> None:
    """When no row belongs to either class, images of shape (0, 28, 28) and labels of shape (0,) come back."""
    kept, labels = selected(submission, noise(3, 4), np.array([2, 3, 4]), (0, 1))
    assert_shape(kept, (0, 28, 28))
    assert_shape(labels, (0,))


@question("select_classes", points="1/4")
def test_select_classes_rejects_other_lengths(submission: Submission) -> None:
    """select_classes raises ValueError, with both lengths in the message, for images and labels of other lengths."""
    cause = "compare the lengths before computing, and put both into the message"
    for rows, count in ((4, 3), (6, 7)):
        passed = np.zeros((rows, 2)), np.arange(count)
        mentions = str(rows), str(count)
        assert_raises(submission, ValueError, "select_classes", *passed, mentions=mentions, likely_cause=cause)


@question("select_classes", points="1/4")
def test_select_classes_leaves_its_inputs_alone(submission: Submission) -> None:
    """Images and labels are not changed and not handed back themselves, even when every row is kept."""
    images, labels = noise(3, 5), np.array([4, 2, 4])
    assert_leaves_inputs_alone(submission, "select_classes", images.copy(), labels.copy(), (2, 4))
    kept, found = selected(submission, *awkward(images, labels), (2, 4))
    assert_equal(kept, images)
    assert_equal(found, np.array([1, 0, 1]))


# --- build_binary_classifier, build_classifier, build_functional_classifier ---


def require_hidden_layer(model: Model) -> None:
    """Require a layer with parameters and a nonlinear activation before the last layer with parameters."""
    weighted = [place for place, layer in enumerate(model.layers) if layer.parameters]
    wanted = "at least one hidden layer with an activation such as relu"
    if len(weighted) < 2:
        fail("The model has no hidden layer.", wanted, "the output layer comes right after the input")
    if not any(layer.is_nonlinear for layer in model.layers[: weighted[-1]]):
        cause = "without an activation in between, two layers compute what one could"
        fail("No hidden layer has a nonlinear activation.", wanted, cause)


def require_metric(model: Model) -> None:
    """Require the metric by the name that train looks for."""
    if "accuracy" not in model.metrics:
        given = ", ".join(model.metrics) or translate("not given at all")
        sentence = translate("The metrics are {metrics}.").format(metrics=given)
        fail(sentence, 'metrics=["accuracy"]', "compile is called without metrics, or with another one")


def require_trainable(model: Model) -> None:
    """Require that no layer is frozen."""
    frozen = [layer.kind for layer in model.layers if not layer.trainable]
    if frozen or not model.trainable_parameters:
        cause = "trainable is set to False, as for a model that has learnt already"
        fail("Some layers cannot learn: they are not trainable.", "layers that can learn", cause)


def require_new(submission: Submission, build: str) -> None:
    """Require that two calls give two models, which start from different weights."""
    first, second = described(submission, build), described(submission, build)
    require_weights(first)
    if not first.weights or len(first.weights) != len(second.weights):
        fail("The model has no weights yet, or another number of them each time.", "begin with keras.Input((784,))")
    if all(np.array_equal(one, other) for one, other in zip(first.weights, second.weights, strict=True)):
        cause = "the model is made once, outside the function, or its start is fixed by a seed"
        fail("Two calls give models with the same weights.", "a new model with its own random start", cause)


@question("build_binary_classifier", points=1)
def test_build_binary_classifier_has_a_hidden_layer(submission: Submission) -> None:
    """The model for two classes has at least one hidden layer with a nonlinear activation."""
    require_hidden_layer(described(submission, "build_binary_classifier"))


@question("build_binary_classifier", points="1/2")
def test_build_binary_classifier_reports_the_accuracy(submission: Submission) -> None:
    """The model for two classes is compiled with the metric accuracy."""
    require_metric(described(submission, "build_binary_classifier"))


@question("build_binary_classifier", points="1/2")
def test_build_binary_classifier_is_trainable(submission: Submission) -> None:
    """Every layer of the model for two classes is trainable."""
    require_trainable(described(submission, "build_binary_classifier"))


@question("build_binary_classifier", points=1)
def test_build_binary_classifier_is_new(submission: Submission) -> None:
    """Each call of build_binary_classifier makes a new model, with other random starting weights."""
    require_new(submission, "build_binary_classifier")


@question("build_classifier", points=1)
def test_build_classifier_has_a_hidden_layer(submission: Submission) -> None:
    """The model for ten classes has at least one hidden layer with a nonlinear activation."""
    require_hidden_layer(described(submission, "build_classifier"))


@question("build_classifier", points="1/2")
def test_build_classifier_reports_the_accuracy(submission: Submission) -> None:
    """The model for ten classes is compiled with the metric accuracy."""
    require_metric(described(submission, "build_classifier"))


@question("build_classifier", points="1/2")
def test_build_classifier_is_trainable(submission: Submission) -> None:
    """Every layer of the model for ten classes is trainable."""
    require_trainable(described(submission, "build_classifier"))


@question("build_classifier", points=1)
def test_build_classifier_is_new(submission: Submission) -> None:
    """Each call of build_classifier makes a new model, with other random starting weights."""
    require_new(submission, "build_classifier")


@question("build_functional_classifier", points="3/4")
def test_build_functional_classifier_has_a_hidden_layer(submission: Submission) -> None:
    """The functional model has at least one hidden layer with a nonlinear activation."""
    require_hidden_layer(described(submission, "build_functional_classifier"))


@question("build_functional_classifier", points="1/4")
def test_build_functional_classifier_reports_the_accuracy(submission: Submission) -> None:
    """The functional model is compiled with the metric accuracy."""
    require_metric(described(submission, "build_functional_classifier"))


@question("build_functional_classifier", points="1/2")
def test_build_functional_classifier_is_trainable(submission: Submission) -> None:
    """Every layer of the functional model is trainable."""
    require_trainable(described(submission, "build_functional_classifier"))


@question("build_functional_classifier", points="1/2")
def test_build_functional_classifier_is_new(submission: Submission) -> None:
    """Each call of build_functional_classifier makes a new model, with other random starting weights."""
    require_new(submission, "build_functional_classifier")


@question("build_functional_classifier", points=1)
def test_build_functional_classifier_learns(submission: Submission) -> None:
    """Trained by your train on 160 images, the functional model's training loss falls."""
    (images, labels), _ = load_fashion_mnist("sample")
    x, y = images[:160].reshape(160, 784).astype(np.float32) / 255, np.eye(10, dtype=np.float32)[labels[:160]]
    submission.models.seed(3)
    model = submission.build_functional_classifier()
    before = submission.models.describe(model)
    history: Any = submission.train(
        model, x.copy(), y.copy(), epochs=8, batch_size=16, validation_fraction=0.25, seed=3
    )
    require_falling(series(history, "loss", 8))
    after = submission.models.describe(model)
    require_weights(after)
    if len(before.weights) == len(after.weights) and same(before, after):
        fail("The weights are as they were before training.", "weights other than before")
    if before.is_dense and after.is_dense:  # what history says is the submission's own word
        require_lower_loss(before.forward(x[:120]), after.forward(x[:120]), y[:120])


# --- train ---

# Networks 6-5-3 with tanh and softmax, one-hot rows, the last 16 of 64 held out. The class is the number of the largest
# of three sums, so there is something to learn.
EPOCHS, ROWS, HELD_OUT = 3, 64, 16
_numbers = np.random.default_rng(8)
X = _numbers.normal(size=(ROWS, 6)).astype(np.float32)
Y = np.eye(3, dtype=np.float32)[(X[:, :3] + X[:, 3:]).argmax(axis=1)]
START = [
    _numbers.normal(scale=0.4, size=(6, 5)).astype(np.float32),
    _numbers.normal(scale=0.1, size=5).astype(np.float32),
    _numbers.normal(scale=0.4, size=(5, 3)).astype(np.float32),
    _numbers.normal(scale=0.1, size=3).astype(np.float32),
]

Trained = tuple[Model, Any]


def network(submission: Submission, optimizer: str = "rmsprop") -> object:
    """The network with its starting weights."""
    options: dict[str, Any] = {"loss": "categorical_crossentropy", "weights": [each.copy() for each in START]}
    return submission.models.make((5, 3), ("tanh", "softmax"), inputs=6, optimizer=optimizer, **options)


def trained(submission: Submission, *, x: Array = X, y: Array = Y, seed: int = 1) -> Trained:
    """The network after training, and what train returned."""
    model = network(submission)
    options: dict[str, Any] = {"epochs": EPOCHS, "batch_size": 8, "validation_fraction": 0.25, "seed": seed}
    history = submission.train(model, x.copy(), y.copy(), **options)
    return weights_of(submission, model), history


def weights_of(submission: Submission, model: object) -> Model:
    """The description of the model, required to have the network's weights."""
    found = submission.models.describe(model)
    if [each.shape for each in found.weights] != [each.shape for each in START]:
        fail("After training, the model has other layers than before.", "the model that was passed, trained")
    return found


def contrary(x: Array, y: Array, held_out: int) -> tuple[Array, Array]:
    """`x` and `y` with the first rows in the place of the last, their classes exchanged.

    The better a model becomes on the other rows, the worse it is on these: the validation loss rises from the start.
    """
    x, y = x.copy(), y.copy()
    x[-held_out:], y[-held_out:] = x[:held_out], np.roll(y[:held_out], 1, axis=1)
    return x, y


def usual(submission: Submission) -> Trained:
    """The training that other trainings are compared with, done once."""
    return once(submission, "usual", lambda: trained(submission))


def one_step(submission: Submission) -> Trained:
    """One epoch of SGD with all the rows to learn from in one batch, which is one step; done once."""

    def train() -> Trained:
        model = network(submission, "sgd")
        options: dict[str, Any] = {"epochs": 1, "batch_size": ROWS - HELD_OUT, "validation_fraction": 0.25, "seed": 2}
        history = submission.train(model, X.copy(), Y.copy(), **options)
        return weights_of(submission, model), history

    return once(submission, "one step", train)


def require_lower_loss(before: Array, after: Array, y: Array) -> None:
    """Require that the probabilities after training have a lower crossentropy than those before."""
    losses = np.array([-np.log(np.maximum((each * y).sum(axis=1), 1e-30)).mean() for each in (before, after)])
    if not losses[1] < losses[0]:
        sentence = translate("On the rows to learn from, the loss is {first} before training, and {last} after it.")
        fail(sentence.format(first=f"{losses[0]:.4f}", last=f"{losses[1]:.4f}"), "a loss that falls")


def require_learnt(model: Model) -> None:
    """Require that the network's weights have a lower loss than those at the start, on the rows to learn from."""
    start = oracles.network_outputs([each.astype(float) for each in START], X[:-HELD_OUT])[-1]
    require_lower_loss(start, model.forward(X[:-HELD_OUT]), Y[:-HELD_OUT])


def same(first: Model, second: Model) -> bool:
    """Whether two models have the same weights to the last bit."""
    return all(np.array_equal(one, other) for one, other in zip(first.weights, second.weights, strict=True))


@question("train", points="3/2")
def test_train_learns_nothing_from_held_out_rows(submission: Submission) -> None:
    """Other numbers and labels in the last rows, which are held out, leave the trained weights the same to the bit."""
    x, y = contrary(X, Y, HELD_OUT)
    other, _ = trained(submission, x=x, y=y)
    if not same(usual(submission)[0], other):
        cause = (
            "the model is fitted on all rows, the rows are shuffled before the last ones are held out, or the "
            "validation loss decides when training ends"
        )
        fail("The weights depend on rows that should be held out.", "the same weights", cause)
    if any(np.array_equal(before, after) for before, after in zip(START, other.weights, strict=True)):
        fail("Some weights are as they were before training.", "weights other than before")
    require_learnt(other)


@question("train", points=1)
def test_train_takes_the_exact_step(submission: Submission) -> None:
    """One epoch of SGD in one batch is one step along the gradient of the loss on the rows that are not held out."""
    model, _ = one_step(submission)
    start = [each.astype(float) for each in START]
    step = [(before - after) / 0.01 for before, after in zip(start, model.weights, strict=True)]  # SGD's learning rate
    learnt, everything = slice(None, -HELD_OUT), slice(None)
    slopes = oracles.network_slopes(start, X[learnt], Y[learnt])
    wrong = {
        "the held-out rows are learnt from, too": oracles.network_slopes(start, X[everything], Y[everything]),
        "the first rows are held out; it should be the last": oracles.network_slopes(start, X[HELD_OUT:], Y[HELD_OUT:]),
        "the model does not learn at all": [np.zeros(each.shape) for each in slopes],
    }
    cause = "one step is made with all the rows that are not held out, and with no others"
    # Weights below 1 are rounded to 6e-8 in float32, so these quotients to 6e-6; the slopes themselves are about 0.1.
    for place, right in enumerate(slopes):
        mistakes = {mistake: values[place] for mistake, values in wrong.items()}
        assert_close(step[place], right, rtol=0, atol=5e-5, mistakes=mistakes, likely_cause=cause)


@question("train", points="1/2")
def test_train_reports_the_training_loss(submission: Submission) -> None:
    """loss and accuracy of an epoch in one batch are those of the starting weights on the rows to learn from."""
    _, history = one_step(submission)
    start = [each.astype(float) for each in START]
    x, y = X[:-HELD_OUT], Y[:-HELD_OUT]
    right = oracles.network_outputs(start, x)[-1].argmax(axis=1) == y.argmax(axis=1)
    assert_close(series(history, "loss", 1)[0], oracles.network_loss(start, x, y), rtol=1e-4)
    assert_close(series(history, "accuracy", 1)[0], right.mean(), atol=1e-4)


@question("train", points=1)
def test_train_validates_models_of_several_outputs(submission: Submission) -> None:
    """With one-hot rows, too, the last val_loss and val_accuracy are those of the trained model on the last rows."""
    model, history = usual(submission)
    probabilities = model.forward(X)
    costs = -np.log((probabilities * Y).sum(axis=1))
    right = probabilities.argmax(axis=1) == Y.argmax(axis=1)
    mistakes = {
        "the first rows are held out; it should be the last": costs[:HELD_OUT].mean(),
        "these are the rows to learn from": costs[:-HELD_OUT].mean(),
        "these are all rows": costs.mean(),
    }
    found = series(history, "val_loss", EPOCHS)[-1]
    assert_close(found, costs[-HELD_OUT:].mean(), rtol=1e-4, mistakes=mistakes)
    assert_close(series(history, "val_accuracy", EPOCHS)[-1], right[-HELD_OUT:].mean(), atol=1e-4)


@question("train", points=1)
def test_train_depends_on_the_seed(submission: Submission) -> None:
    """From the same start, the same seed leads to the same weights to the bit, and another seed to others."""
    first, _ = usual(submission)
    again, _ = trained(submission)
    if not same(first, again):
        cause = "call keras.utils.set_random_seed(seed) before fit; Keras shuffles the rows"
        fail("The same seed leads to other weights.", "the same weights", cause)
    other, _ = trained(submission, seed=2)
    if same(first, other):
        cause = "the seed is not used, or the rows are not shuffled"
        fail("Another seed leads to the same weights.", "weights other than before", cause)
    require_learnt(first)
    require_learnt(other)


@question("train", points="1/2")
def test_train_has_defaults(submission: Submission) -> None:
    """Without options, train does as with epochs=20, batch_size=32, validation_fraction=0.25 and seed=0."""
    # 66 rows to learn from are two batches of 32 and one of 2. What is learnt is wrong for the other 22, but training
    # goes on for 20 epochs.
    x, y = contrary(np.tile(X, (2, 1))[:88], np.tile(Y, (2, 1))[:88], 22)
    given: dict[str, Any] = {"epochs": 20, "batch_size": 32, "validation_fraction": 0.25, "seed": 0}
    found = []
    for options in ({}, given):
        model = network(submission, "sgd")
        history = submission.train(model, x.copy(), y.copy(), **options)
        series(history, "loss", 20)
        found.append(weights_of(submission, model))
    if not same(*found):
        cause = "one of the four defaults in the first line of train is another, or an option is not used"
        fail("Without options, training leads to other weights than with the defaults.", "the same weights", cause)


@question("train", points="1/2")
def test_train_leaves_its_inputs_alone(submission: Submission) -> None:
    """train does not change x and y, and takes read-only arrays and slices with a stride."""
    options: dict[str, Any] = {"epochs": 1, "batch_size": 16, "validation_fraction": 0.25, "seed": 4}
    assert_leaves_inputs_alone(submission, "train", network(submission), X.copy(), Y.copy(), **options)
    x, y = awkward(X, Y)
    series(submission.train(network(submission), x, y, **options), "loss", 1)


# --- predict_labels ---


def labels_of(submission: Submission, model: object, x: Array, right: Array) -> Any:
    """What predict_labels returns, with its shape checked."""
    answer: Any = submission.predict_labels(model, x)
    cause = "there is one label for each row, not one number for each output"
    if np.shape(answer) == (*right.shape, 1):
        cause = "the labels have the shape (n,), not (n, 1)"
    assert_shape(answer, right.shape, likely_cause=cause)
    return answer


def with_one_output(submission: Submission, kernel: Array, bias: float = 0.0) -> object:
    """A model of a single layer: the sigmoid of x @ kernel + bias."""
    weights = [kernel.reshape(-1, 1).astype(np.float32), np.array([bias], np.float32)]
    loss = "binary_crossentropy"
    return submission.models.make((1,), ("sigmoid",), inputs=kernel.size, loss=loss, weights=weights)


@question("predict_labels", points=1)
def test_predict_labels_on_both_sides_of_one_half(submission: Submission) -> None:
    """With one output, the label is 1 above 0.5 and 0 below it, however near: at 0.5000004 and at 0.4975, too."""
    logits = np.array([-8.0, 1.5e-6, 3.0, -0.01, -0.5, 0.5, 20.0])
    right = (logits > 0).astype(np.int64)
    x = np.column_stack([logits, np.ones(7), -2 * np.ones(7)]).astype(np.float32)
    model = with_one_output(submission, np.array([1.0, 0.5, 0.25]))
    answer = labels_of(submission, model, x, right)
    mistakes = {
        "argmax of a single column is always 0; compare the probability with 0.5": 0 * right,
        "the labels are swapped: above 0.5 is 1": 1 - right,
    }
    assert_equal(answer, right, mistakes=mistakes)


@question("predict_labels", points="1/2")
def test_predict_labels_of_exactly_one_half(submission: Submission) -> None:
    """With one output, a probability of exactly 0.5 gives the label 0."""
    model = with_one_output(submission, np.array([1.0, 0.0]))
    right = np.array([0, 1, 0, 0])
    answer = labels_of(submission, model, np.array([[0, 5], [2, 0], [-2, 0], [0, 0]], np.float32), right)
    assert_equal(answer, right, mistakes={"exactly 0.5 counts as 0: compare with >": [1, 1, 0, 1]})


@question("predict_labels", points=1)
def test_predict_labels_of_several_outputs(submission: Submission) -> None:
    """With two outputs, three or ten, the label is the number of the largest."""
    for outputs, seed in ((2, 1), (3, 2), (10, 3)):
        rng = np.random.default_rng(seed)
        # The largest output is larger than the next by at least log(2) in its logit, and each is the largest somewhere.
        right = rng.permutation(np.arange(13) % outputs)
        logits = rng.uniform(-3, 1, (13, outputs))
        logits[np.arange(13), right] = logits.max(axis=1) + np.log(2)
        weights = [np.eye(outputs, dtype=np.float32), np.zeros(outputs, np.float32)]
        options: dict[str, Any] = {"loss": "categorical_crossentropy", "weights": weights}
        model = submission.models.make((outputs,), ("softmax",), inputs=outputs, **options)
        answer = labels_of(submission, model, logits.astype(np.float32), right)
        mistakes = {"this is the smallest output": logits.argmin(axis=1)}
        cause = "a model with several outputs, two included, has no threshold: take the number of the largest"
        assert_equal(answer, right, mistakes=mistakes, likely_cause=cause)


@question("predict_labels", points="1/4")
def test_predict_labels_are_int64(submission: Submission) -> None:
    """The labels are an array of int64, for a single row, too, whether the model has one output or more."""
    x = np.array([[1.0, -1.0]], np.float32)
    right = np.array([1])
    weights = [np.array([[-1.0, 1.0], [0.0, 0.0]], np.float32), np.zeros(2, np.float32)]
    loss = "categorical_crossentropy"
    several = submission.models.make((2,), ("softmax",), inputs=2, loss=loss, weights=weights)
    for model in (with_one_output(submission, np.array([1.0, 0.0])), several):
        answer = labels_of(submission, model, x.copy(), right)
        assert_dtype(answer, np.int64)
        assert_equal(answer, right)


@question("predict_labels", points="1/4")
def test_predict_labels_leaves_its_inputs_alone(submission: Submission) -> None:
    """x is not changed, and a read-only array and a slice with a stride are taken, too."""
    x = np.array([[1.0, 2.0], [-1.0, 2.0], [3.0, 0.0]], np.float32)
    model = with_one_output(submission, np.array([1.0, 0.0]))
    assert_leaves_inputs_alone(submission, "predict_labels", model, x.copy())
    (slices,) = awkward(x)
    assert_equal(labels_of(submission, model, slices, np.array([1, 0, 1])), np.array([1, 0, 1]))


# --- binary_accuracy, accuracy ---


@question("binary_accuracy", points=2)
def test_binary_accuracy_reaches_the_second_threshold(submission: Submission, training: Training) -> None:
    """Your functions together tell T-shirts from trousers in pictures that they never saw: second threshold."""
    assert_reaches(submission, training, "binary_accuracy", 1, fashion_mnist_binary_accuracy)


@question("accuracy", points=2)
def test_accuracy_reaches_the_first_threshold(submission: Submission, training: Training) -> None:
    """Your functions together name the class of pictures that they never saw: first threshold."""
    assert_reaches(submission, training, "accuracy", 0, fashion_mnist_accuracy)


@question("accuracy", points=2)
def test_accuracy_reaches_the_second_threshold(submission: Submission, training: Training) -> None:
    """Your functions together name the class of pictures that they never saw: second threshold."""
    assert_reaches(submission, training, "accuracy", 1, fashion_mnist_accuracy)


@question("accuracy", points=3)
def test_accuracy_reaches_the_third_threshold(submission: Submission, training: Training) -> None:
    """Your functions together name the class of pictures that they never saw: third threshold."""
    assert_reaches(submission, training, "accuracy", 2, fashion_mnist_accuracy)
