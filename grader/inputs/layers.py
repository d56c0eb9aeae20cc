"""``{layers: [{weight: [[1, 2]], bias: [3]}, tanh]}``: a torch network whose weights stand in the spec."""

from typing import Annotated, Any, ClassVar, get_args

import numpy as np
from pydantic import AfterValidator, Field, WithJsonSchema

from grader.inputs.base import Distribution, refusal
from grader.inputs.literal import shape_of
from grader.inputs.network import Activation
from grader.model.value import Dense, Layer, NetworkInput
from grader.spec.settings import DrawSettings

_NAMES = frozenset(get_args(Activation))
_SCHEMA = {"type": "array", "items": {"type": ["object", "string", "array"]}}


def _checked(layers: list[Any]) -> list[Any]:
    """Linear layers, names of activations, and lists of the same."""
    for layer in layers:
        if isinstance(layer, list):
            _checked(layer)
        elif isinstance(layer, dict):
            _check_linear(layer)
        elif layer not in _NAMES:
            raise refusal(f"holds {layer!r}, which is no layer", f"known activations: {', '.join(sorted(_NAMES))}")
    return layers


def _check_linear(layer: dict[str, Any]) -> None:
    if "weight" not in layer or not set(layer) <= {"weight", "bias"}:
        raise refusal("has a linear layer without weight, or with more than weight and bias")
    shape = shape_of(layer["weight"])
    if len(shape) != 2:
        raise refusal("has a weight that is not a matrix", "write one row for each output")
    if "bias" in layer and shape_of(layer["bias"]) != shape[:1]:
        raise refusal("has a bias that does not fit its weight", "write one number for each output")


class LayersSettings(DrawSettings):
    """Linear layers with their numbers written out, in the order in which they are applied."""

    key: ClassVar[str] = "layers"

    layers: Annotated[list[Any], Field(min_length=1), AfterValidator(_checked), WithJsonSchema(_SCHEMA)]
    """Linear layers as {weight: (out, in), bias: (out,)}, names of activations, and lists of both for nested blocks."""
    dtype: Annotated[str, Field(pattern="^(float64|float32)$")] = "float64"
    """The type of weights and biases: float64 or float32."""


def _built(layers: list[Any], dtype: str) -> tuple[Layer, ...]:
    built: list[Layer] = []
    for layer in layers:
        if isinstance(layer, list):
            built.append(_built(layer, dtype))
        elif isinstance(layer, dict):
            bias = np.asarray(layer["bias"], dtype=dtype) if "bias" in layer else None
            built.append(Dense(np.asarray(layer["weight"], dtype=dtype), bias))
        else:
            built.append(str(layer))
    return tuple(built)


def draw(settings: LayersSettings, rng: np.random.Generator) -> NetworkInput:
    """The network as written; nothing is drawn."""
    return NetworkInput(_built(settings.layers, settings.dtype))


LAYERS = Distribution(LayersSettings, draw)
