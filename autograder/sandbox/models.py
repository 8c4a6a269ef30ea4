"""What the grader asks of Keras beside the student's functions: make a model, describe one, seed the generators.

Runs where the student's code runs, so its word is not believed: `autograder.models` validates every answer, and checks
recompute what they can. Keras is imported inside the functions; only assignments that train have it.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

MAX_LAYERS = 200
MAX_WEIGHT_BYTES = 32 * 2**20  # half of what a frame may hold
_SHORT_NAMES = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "acc": "accuracy",
}


def make(
    units: list[int],
    activations: list[str],
    inputs: int,
    loss: str,
    optimizer: str,
    metrics: list[str],
    weights: list[np.ndarray[Any, Any]] | None,
) -> object:
    """A compiled Sequential model of Dense layers, with the given weights (kernel, bias, kernel, ...) if any."""
    import keras

    layers = [keras.layers.Dense(*layer) for layer in zip(units, activations, strict=True)]
    model = keras.Sequential([keras.Input((inputs,)), *layers])
    if weights is not None:
        model.set_weights(weights)
    model.compile(optimizer=optimizer, loss=loss, metrics=metrics)
    return model


def seed(number: int) -> None:
    """Seed the generators of Keras, its backend, NumPy and `random`."""
    import keras

    keras.utils.set_random_seed(number)


def describe(model: object) -> dict[str, object]:
    """What `model` is, as plain data: see `autograder.models.Model`. Without "layers" when it is no Keras model."""
    import keras

    if not isinstance(model, keras.Model):
        return {"kind": type(model).__name__}
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    weights = [np.asarray(each) for layer in layers for each in layer.get_weights()]
    small = sum(each.nbytes for each in weights) <= MAX_WEIGHT_BYTES and len(layers) <= MAX_LAYERS
    loss = keras.losses.get(model.loss) if model.compiled and isinstance(model.loss, str) else model.loss
    return {
        "kind": type(model).__name__,
        "compiled": bool(model.compiled),
        "input_shape": _shape(model, "input_shape"),
        "output_shape": _shape(model, "output_shape"),
        "layers": [_layer(layer, small) for layer in layers[:MAX_LAYERS]],
        "chain": small and _is_chain(model, layers),
        "loss": _name(loss) if model.compiled else None,
        "from_logits": bool(getattr(loss, "from_logits", False)),
        "optimizer": type(model.optimizer).__name__.lower() if model.compiled else None,
        "learning_rate": _learning_rate(model),
        "metrics": _metrics(model),
        "parameters": int(model.count_params()) if model.built else 0,
        "trainable_parameters": int(sum(np.prod(each.shape) for each in model.trainable_weights)),
    }


def _layer(layer: Any, with_weights: bool) -> dict[str, object]:
    units = getattr(layer, "units", None)
    return {
        "kind": type(layer).__name__,
        "units": int(units) if isinstance(units, int) else None,
        "activation": _activation(layer),
        "trainable": bool(layer.trainable),
        "bias": bool(getattr(layer, "use_bias", False)),
        "parameters": int(layer.count_params()) if layer.built else 0,
        "weights": [np.asarray(each) for each in layer.get_weights()] if with_weights else [],
    }


def _activation(layer: Any) -> str | None:
    """The name of a layer's activation; of one with settings of its own (a leaky slope, an axis) None."""
    import keras

    if isinstance(layer, keras.layers.ReLU):
        plain = layer.max_value is None and not layer.negative_slope and not layer.threshold
        return "relu" if plain else None
    if isinstance(layer, keras.layers.Softmax):
        return "softmax" if layer.axis == -1 else None
    activation = getattr(layer, "activation", None)
    return None if activation is None else _name(activation)


def _name(thing: Any) -> str:
    """The field's name of a loss, metric or activation, however it was given: string, function, object or class."""
    if isinstance(thing, str):
        text = thing
    elif isinstance(thing, dict):  # how Keras writes an object down
        text = str(thing.get("class_name", "custom"))
        text = str(thing.get("config", text)) if text == "function" else text
    else:
        text = getattr(thing, "__name__", type(thing).__name__)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()
    return _SHORT_NAMES.get(text, text)


def _shape(model: Any, name: str) -> list[int | None] | None:
    try:
        shape = getattr(model, name)
        return [None if each is None else int(each) for each in shape[1:]]
    except (AttributeError, TypeError, ValueError):  # not built yet, or several inputs or outputs
        return None


def _is_chain(model: Any, layers: list[Any]) -> bool:
    """Whether each layer takes exactly what the one before it puts out."""
    try:
        before = model.inputs[0]
        for layer in layers:
            if layer.input is not before:
                return False
            before = layer.output
        return len(model.inputs) == len(model.outputs) == 1 and model.outputs[0] is before
    except (AttributeError, ValueError, TypeError):
        return False


def _learning_rate(model: Any) -> float | None:
    try:
        return float(model.optimizer.learning_rate)
    except (AttributeError, TypeError, ValueError):
        return None


def _metrics(model: Any) -> list[str]:
    try:
        given = (model.get_compile_config() or {}).get("metrics") or []
    except Exception:  # a metric of one's own that cannot be written down
        return []
    given = given if isinstance(given, list) else [given]
    return [_name(each) for each in given if isinstance(each, str | dict)]
