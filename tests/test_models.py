"""Keras models in the sandbox: described by handle, recomputed in NumPy, gone with their worker, repeatable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.assertions import CheckFailure
from autograder.models import Layer
from autograder.results import CheckStatus
from autograder.sandbox.bubblewrap import command
from autograder.sandbox.budget import Budget
from autograder.sandbox.host import Sandbox
from autograder.sandbox.remote import RemoteSubmission
from autograder.sandbox.runtime import LibraryMissing, Runtime, backend
from autograder.submission import SubmissionFault

SLOT = 4100
BUDGET = Budget(call_seconds=60, import_seconds=20, submission_seconds=300, memory_bytes=3 * 2**30)
STUDENT = b"""
import keras
from keras import layers

def dense():
    model = keras.Sequential([keras.Input((6,)), layers.Dense(5, "tanh"), layers.Dropout(0.5), layers.Dense(4),
                              layers.ReLU(), layers.Dense(3, use_bias=False), layers.Softmax()])
    model.compile(keras.optimizers.Adam(0.01), keras.losses.CategoricalCrossentropy(), metrics=["acc", "mae"])
    return model

def functional():
    inputs = keras.Input((6,))
    hidden = layers.Dense(4, activation="elu")(inputs)
    model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(hidden))
    model.compile("rmsprop", keras.losses.BinaryCrossentropy(from_logits=True),
                  metrics=[keras.metrics.BinaryAccuracy()])
    return model

def branched():
    inputs = keras.Input((6,))
    both = layers.Concatenate()([layers.Dense(2)(inputs), layers.Dense(2)(inputs)])
    return keras.Model(inputs, layers.Dense(1)(both))

def convolutional():
    return keras.Sequential([keras.Input((6,)), layers.Reshape((6, 1)), layers.Conv1D(2, 3), layers.Flatten(),
                             layers.Dense(1)])

def frozen():
    model = keras.Sequential([keras.Input((6,)), layers.Dense(5, "relu", trainable=False), layers.Dense(1)])
    model.compile("sgd", "mse")
    return model

def nothing():
    return {"a": 1}

def predict(model, x):
    return model.predict(x, verbose=0)

def fit(model, x, y, seed):
    keras.utils.set_random_seed(seed)
    model.fit(x, y, epochs=2, batch_size=8, verbose=0)

def hang():
    while True:
        pass
"""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("bubblewrap", slot=SLOT, runtime=Runtime("keras")) as opened:
        yield opened


@contextmanager
def submitted(sandbox: Sandbox, budget: Budget = BUDGET) -> Iterator[Any]:
    submission = RemoteSubmission(sandbox, "student", {"student.py": STUDENT}, budget)
    try:
        submission.load()
        yield submission
    finally:
        submission.close()


@pytest.fixture
def student(sandbox: Sandbox) -> Iterator[Any]:
    with submitted(sandbox) as submission:
        yield submission


def test_a_model_is_described_whatever_way_it_was_written(student: Any) -> None:
    about = student.models.describe(student.dense())
    assert (about.kind, about.compiled, about.input_shape, about.output_shape) == ("Sequential", True, (6,), (3,))
    assert [(layer.kind, layer.units, layer.activation) for layer in about.layers] == [
        ("Dense", 5, "tanh"),
        ("Dropout", None, None),
        ("Dense", 4, "linear"),
        ("ReLU", None, "relu"),
        ("Dense", 3, "linear"),
        ("Softmax", None, "softmax"),
    ]
    assert (about.loss, about.from_logits, about.optimizer) == ("categorical_crossentropy", False, "adam")
    assert about.learning_rate == pytest.approx(0.01)
    assert about.metrics == ("accuracy", "mean_absolute_error")
    assert (about.parameters, about.trainable_parameters) == (6 * 5 + 5 + 5 * 4 + 4 + 4 * 3,) * 2
    about = student.models.describe(student.functional())
    assert (about.kind, about.loss, about.from_logits) == ("Functional", "binary_crossentropy", True)
    assert about.metrics == ("binary_accuracy",)
    about = student.models.describe(student.frozen())
    assert (about.loss, [layer.trainable for layer in about.layers]) == ("mean_squared_error", [False, True])
    assert (about.parameters, about.trainable_parameters) == (41, 6)


@pytest.mark.parametrize("name", ["dense", "functional", "frozen"])
def test_the_forward_pass_in_numpy_is_what_keras_predicts(student: Any, name: str) -> None:
    x = np.random.default_rng(3).normal(size=(50, 6)).astype(np.float32) * 3
    model = getattr(student, name)()
    about = student.models.describe(model)
    assert about.is_dense
    np.testing.assert_allclose(about.forward(x), student.predict(model, x), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize(
    "activation",
    ["linear", "relu", "sigmoid", "softmax", "tanh", "elu", "selu", "leaky_relu", "softplus", "softsign", "silu"],
)
def test_every_activation_is_keras_own(student: Any, activation: str) -> None:
    generator = np.random.default_rng(5)
    weights = [generator.normal(size=shape).astype(np.float32) for shape in ((6, 4), (4,))]
    model = student.models.make([4], [activation], inputs=6, loss="mse", weights=weights)
    about = student.models.describe(model)
    assert all(map(np.array_equal, about.weights, weights))
    x = generator.normal(size=(20, 6)).astype(np.float32) * 4
    np.testing.assert_allclose(about.forward(x), student.predict(model, x), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", ["branched", "convolutional"])
def test_other_models_are_not_taken_for_dense_ones(student: Any, name: str) -> None:
    about = student.models.describe(getattr(student, name)())
    assert not about.is_dense
    assert not about.compiled
    assert about.loss is None


def test_what_is_no_model_is_named(student: Any) -> None:
    for value, shown in ((student.nothing(), "dict"), (None, "None"), (3, "int")):
        with pytest.raises(CheckFailure) as failure:
            student.models.describe(value)
        assert failure.value.problem == f"The function returned {shown}, not a compiled Keras model."


def test_the_same_training_gives_the_same_weights_to_the_bit(sandbox: Sandbox) -> None:
    generator = np.random.default_rng(7)
    x, y = generator.normal(size=(64, 6)).astype(np.float32), generator.random((64, 1)).astype(np.float32)
    trained = []
    for seed in (1, 1, 2):
        with submitted(sandbox) as student:
            student.models.seed(11)
            model = student.frozen()
            student.fit(model, x, y, seed)
            trained.append(student.models.describe(model).weights)
    assert all(map(np.array_equal, trained[0], trained[1]))
    assert not all(map(np.array_equal, trained[0], trained[2]))


def test_a_model_is_gone_with_its_worker(sandbox: Sandbox) -> None:
    with submitted(sandbox, Budget(2.0, 20, 300, 3 * 2**30)) as student:
        model = student.frozen()
        with pytest.raises(SubmissionFault) as fault:
            student.hang()
        assert fault.value.status is CheckStatus.TIMEOUT
        x = np.zeros((2, 6), np.float32)
        for use in (lambda: student.predict(model, x), lambda: student.models.describe(model)):
            with pytest.raises(SubmissionFault, match="that is gone since a call did not come back"):
                use()
        assert student.predict(student.frozen(), x).shape == (2, 1)


def test_a_submission_that_breaks_keras_breaks_only_itself(sandbox: Sandbox) -> None:
    source = STUDENT + b"\nkeras.Sequential.set_weights = None\nkeras.utils.set_random_seed = lambda seed: 1 / 0\n"
    submission = RemoteSubmission(sandbox, "student", {"student.py": source}, BUDGET)
    try:
        submission.load()
        with pytest.raises(SubmissionFault, match="ZeroDivisionError") as fault:
            submission.models.seed(1)
        assert fault.value.status is CheckStatus.CRASHED
    finally:
        submission.close()
    with submitted(sandbox) as student:
        student.models.seed(1)


def test_only_what_the_libraries_need_is_shown() -> None:
    names = {path.name for path in Runtime("keras").files()}
    assert {"numpy", "keras", backend()} <= names
    assert not names & {"autograder", "pytest", "_pytest", "hypothesis", "jinja2", "shared"}
    assert {path.name for path in Runtime().files()} >= {"numpy", "numpy.libs"}
    assert not any("keras" in path.name for path in Runtime().files())


def test_a_gpu_sandbox_binds_the_gpu_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    devices = [Path("/dev/nvidia0"), Path("/dev/nvidiactl")]
    monkeypatch.setattr(Runtime, "devices", lambda self: devices if self.gpu else [])
    plain, gpu = (command("bwrap", None, Runtime("keras", gpu=gpu), 9) for gpu in (False, True))
    bound = [gpu[index + 1] for index, word in enumerate(gpu) if word == "--dev-bind"]
    assert bound == ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/nvidia0", "/dev/nvidiactl"]
    assert not any("nvidia" in word for word in plain)
    assert Runtime("keras").environment()["CUDA_VISIBLE_DEVICES"] == ""
    assert "CUDA_VISIBLE_DEVICES" not in Runtime("keras", gpu=True).environment()


def test_an_unknown_backend_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "theano")
    with pytest.raises(LibraryMissing, match="KERAS_BACKEND is 'theano'; Keras trains on tensorflow, jax, torch"):
        Runtime("keras").environment()


def test_a_backend_that_is_not_installed_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.sandbox.runtime.backend", lambda: "no-such-backend")
    with pytest.raises(LibraryMissing, match="no-such-backend, which this assignment trains with, is not installed"):
        Runtime("keras").files()


@pytest.mark.parametrize(
    ("kind", "activation", "is_nonlinear"),
    [
        ("Dense", "relu", True),
        ("Dense", "linear", False),
        ("LeakyReLU", None, True),
        ("Softmax", None, True),
        ("Dropout", None, False),
    ],
)
def test_a_layer_tells_whether_it_is_nonlinear(kind: str, activation: str | None, is_nonlinear: bool) -> None:
    assert Layer(kind, 3, activation, True, True, 6, ()).is_nonlinear is is_nonlinear
