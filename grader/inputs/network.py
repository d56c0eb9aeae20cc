"""``{network: [4, 8, 1], activation: tanh}``: a small torch network with drawn weights."""

import itertools
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from grader.inputs.base import Distribution, refusal
from grader.model.value import Dense, Layer, NetworkInput
from grader.spec.settings import DrawSettings
from grader.spec.sizes import Size


def _listed(value: object) -> object:
    """One name as a list of one."""
    return [value] if isinstance(value, str) else value


Activation = Literal["sigmoid", "relu", "tanh", "identity"]


class NetworkSettings(DrawSettings):
    """Linear layers and activations, with weights and biases of scale · N(0, 1) / sqrt(inputs)."""

    key: ClassVar[str] = "network"

    network: Annotated[list[Annotated[Size, Field(ge=1)]], Field(min_length=2)]
    """The widths from input to output: one linear layer between each two."""
    activation: Annotated[
        list[Activation],
        Field(min_length=1),
        BeforeValidator(_listed, json_schema_input_type=Activation | list[Activation]),
    ]
    """What follows each layer: one name for all, or a list with one for each (identity changes nothing)."""
    scale: Annotated[float, Field(gt=0)] = 1.0
    """A factor on all weights and biases."""
    bias: bool = True
    """Whether the layers have biases."""
    nested: bool = False
    """Put each layer and its activation into a Sequential block of their own."""
    dtype: Annotated[str, Field(pattern="^(float64|float32)$")] = "float64"
    """The type of weights and biases: float64 or float32."""

    @model_validator(mode="after")
    def _matching(self) -> Self:
        """There is one activation, or one for each layer."""
        layers, given = len(self.network) - 1, len(self.activation)
        if given not in (1, layers):
            raise refusal(f"has {layers} layers but {given} activations", f"name one, or {layers}")
        return self


def draw(settings: NetworkSettings, rng: np.random.Generator) -> NetworkInput:
    """Weights (out, in) and biases (out,) in the dtype asked for, layer by layer from the input."""
    layers: list[Layer] = []
    widths = itertools.pairwise(settings.network)
    for i, (fan_in, fan_out) in enumerate(widths):
        spread = settings.scale / np.sqrt(fan_in)
        weight = (spread * rng.standard_normal((fan_out, fan_in))).astype(settings.dtype)
        bias = (spread * rng.standard_normal(fan_out)).astype(settings.dtype)
        activation = settings.activation[i % len(settings.activation)]
        block: tuple[Layer, ...] = (Dense(weight, bias if settings.bias else None), activation)
        layers += [block] if settings.nested else block
    return NetworkInput(tuple(layers))


NETWORK = Distribution(NetworkSettings, draw)
