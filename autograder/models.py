"""Keras models as checks see them: described by the process they live in, and recomputed here in NumPy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.assertions import fail
from autograder.language import translate
from autograder.results import CheckStatus
from autograder.showing import clean
from autograder.submission import SubmissionFault

Array = np.ndarray[Any, Any]


def _sigmoid(z: Array) -> Array:
    return np.exp(-np.logaddexp(0.0, -z))


def _softmax(z: Array) -> Array:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def _elu(z: Array) -> Array:
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))


# By Keras's names, with the settings that the name alone stands for.
_ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0.0),
    "sigmoid": _sigmoid,
    "softmax": _softmax,
    "tanh": np.tanh,
    "elu": _elu,
    "selu": lambda z: 1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(np.minimum(z, 0.0))),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.2 * z),
    "softplus": lambda z: np.logaddexp(0.0, z),
    "softsign": lambda z: z / (1.0 + np.abs(z)),
    "silu": lambda z: z * _sigmoid(z),
}
_IDENTITIES = ("Dropout", "Flatten", "GaussianNoise", "GaussianDropout", "AlphaDropout")  # in prediction, on rows
_ACTIVATION_LAYERS = ("Activation", "ReLU", "Softmax")
# Layers that are activations with settings of their own, for which there is no name.
_NONLINEAR_LAYERS = ("ReLU", "LeakyReLU", "PReLU", "ELU", "ThresholdedReLU", "Softmax")


@dataclass(frozen=True)
class Layer:
    """One layer: Keras's class name, and what of it can be told. `weights` are its kernel and bias, float32."""

    kind: str
    units: int | None
    activation: str | None  # None: it has none, or one with settings of its own
    trainable: bool
    bias: bool
    parameters: int
    weights: tuple[Array, ...]

    @property
    def is_dense(self) -> bool:
        """Whether `Model.forward` knows what it computes."""
        if self.kind == "Dense":
            return self.activation in _ACTIVATIONS and len(self.weights) == 1 + self.bias
        return self.kind in _IDENTITIES or (self.kind in _ACTIVATION_LAYERS and self.activation in _ACTIVATIONS)

    @property
    def is_nonlinear(self) -> bool:
        """Whether the layer has a nonlinear activation, or is one."""
        return self.activation not in (None, "linear") or self.kind in _NONLINEAR_LAYERS

    def forward(self, x: Array) -> Array:
        """The layer's output for rows x (n, inputs). Raises ValueError when the weights do not fit."""
        if self.kind in _IDENTITIES:
            return x
        if self.kind == "Dense":
            x = x @ self.weights[0].astype(np.float64)
            if self.bias:
                x = x + self.weights[1].astype(np.float64)
        return _ACTIVATIONS[self.activation or "linear"](x)


@dataclass(frozen=True)
class Model:
    """A description of a Keras model. Shapes are without the batch axis; names are Keras's, in snake_case.

    It comes from the submission's own process: what rests on it alone is only as true as the submission. `forward`
    turns it into predictions that can be compared.
    """

    kind: str  # "Sequential", "Functional", or the name of another class
    compiled: bool
    input_shape: tuple[int | None, ...] | None  # None: not built yet, or several inputs
    output_shape: tuple[int | None, ...] | None
    layers: tuple[Layer, ...]  # without input layers
    chain: bool  # whether each layer takes exactly what the one before it puts out
    loss: str | None
    from_logits: bool
    optimizer: str | None
    learning_rate: float | None
    metrics: tuple[str, ...]
    parameters: int
    trainable_parameters: int

    @property
    def weights(self) -> tuple[Array, ...]:
        """All weights in the order of the layers."""
        return tuple(each for layer in self.layers for each in layer.weights)

    @property
    def is_dense(self) -> bool:
        """Whether the model is a chain of layers that `forward` can compute."""
        return self.chain and bool(self.layers) and all(layer.is_dense for layer in self.layers)

    def forward(self, x: Array) -> Array:
        """The predictions for rows x (n, inputs), computed in float64. Only where `is_dense`.

        Raises ValueError when the weights do not fit each other or x.
        """
        answer = np.asarray(x, np.float64)
        with np.errstate(all="ignore"):
            for layer in self.layers:
                answer = layer.forward(answer)
        return answer


class Models:
    """The toolbox `submission.models`. `tool(name, *args)` runs a function of `sandbox.models` beside the student's."""

    def __init__(self, tool: Callable[..., object]) -> None:
        self._tool = tool

    def make(
        self,
        units: Sequence[int],
        activations: Sequence[str],
        *,
        inputs: int,
        loss: str,
        optimizer: str = "rmsprop",
        metrics: Sequence[str] = ("accuracy",),
        weights: Sequence[Array] | None = None,
    ) -> object:
        """A compiled Sequential model of Dense layers, for functions that take a model.

        `weights` are kernel and bias of each layer in turn; without them Keras draws them.
        """
        given = None if weights is None else list(weights)
        return self._tool("make", list(units), list(activations), inputs, loss, optimizer, list(metrics), given)

    def describe(self, model: object) -> Model:
        """What `model` is. Raises `CheckFailure` when it is no Keras model."""
        raw: Any = self._tool("describe", model)
        match raw:
            case {"kind": str(kind), "layers": list(layers)}:
                try:
                    return _model(kind, layers, raw)
                except (KeyError, TypeError, ValueError):
                    pass
            case {"kind": str(kind)}:
                shown = translate("None") if kind == "NoneType" else clean(kind, 100)
                sentence = translate("The function returned {shown}, not {wanted}.")
                wanted = translate("a compiled Keras model")
                fail(sentence.format(shown=shown, wanted=wanted), wanted)
        raise SubmissionFault(CheckStatus.CRASHED, translate("Keras does not work any more beside this submission."))

    def seed(self, number: int) -> None:
        """Seed every generator that Keras, NumPy and `random` use where the submission runs."""
        self._tool("seed", number)


def _model(kind: str, layers: list[Any], raw: dict[str, Any]) -> Model:
    return Model(
        kind=clean(kind, 100),
        compiled=raw["compiled"] is True,
        input_shape=_shape(raw["input_shape"]),
        output_shape=_shape(raw["output_shape"]),
        layers=tuple(_layer(each) for each in layers),
        chain=raw["chain"] is True,
        loss=_text(raw["loss"]),
        from_logits=raw["from_logits"] is True,
        optimizer=_text(raw["optimizer"]),
        learning_rate=None if raw["learning_rate"] is None else float(raw["learning_rate"]),
        metrics=tuple(clean(str(each), 100) for each in raw["metrics"]),
        parameters=int(raw["parameters"]),
        trainable_parameters=int(raw["trainable_parameters"]),
    )


def _layer(raw: dict[str, Any]) -> Layer:
    weights = tuple(raw["weights"])
    if not all(isinstance(each, np.ndarray) and each.dtype.kind == "f" for each in weights):
        raise TypeError("weights that are no arrays of floats")
    return Layer(
        kind=clean(str(raw["kind"]), 100),
        units=None if raw["units"] is None else int(raw["units"]),
        activation=_text(raw["activation"]),
        trainable=raw["trainable"] is True,
        bias=raw["bias"] is True,
        parameters=int(raw["parameters"]),
        weights=weights,
    )


def _shape(raw: Any) -> tuple[int | None, ...] | None:
    return None if raw is None else tuple(None if each is None else int(each) for each in raw)


def _text(raw: Any) -> str | None:
    return None if raw is None else clean(str(raw), 100)
