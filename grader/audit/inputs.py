"""Other inputs than a case draws: other sizes, other orders of magnitude, networks nested otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.model.exercise import Draw
from grader.model.value import Array, ArrayInput, Dense, Input, Layer, NetworkInput, TensorInput

SMALL = 16
"""Sizes up to this may grow; larger ones shrink, for what large ones cost."""


def doubled(size: int) -> int:
    """About twice a small size, never an exact multiple of it."""
    return 2 * size + 1 if size <= SMALL else shrunk(size)


def halved(size: int) -> int:
    """Half a small size."""
    return max(1, size // 2) if size <= SMALL else max(2, shrunk(size) // 2)


def shrunk(size: int) -> int:
    """The size itself when it is small, else an eighth of it."""
    return size if size <= SMALL else max(2, size // 8)


def sizes_of(draw: Draw) -> set[int]:
    """The sizes that a draw says, as far as they may be others: extents of axes, widths, a depth."""
    found: set[int] = set()
    for key in (draw.distribution, "depth"):
        value = draw.parameters.get(key)
        many = value if isinstance(value, list) else [value]
        if not (draw.distribution == "literal" and isinstance(value, list)):
            found |= {item for item in many if type(item) is int and item > 1}
    return found


def resized(draw: Draw, sizes: Mapping[int, int]) -> Draw:
    """The draw with each of its sizes exchanged for the one that ``sizes`` gives for it."""
    parameters = dict(draw.parameters)
    for key in (draw.distribution, "depth"):
        value = parameters.get(key)
        if isinstance(value, list) and draw.distribution != "literal":
            parameters[key] = [sizes.get(item, item) if type(item) is int else item for item in value]
        elif type(value) is int:
            parameters[key] = sizes.get(value, value)
    return replace(draw, parameters=parameters)


def scaled(value: Input, factor: float) -> Input | None:
    """The input with every real number in it ``factor`` times as large; None when it holds none."""
    return _with_numbers(value, lambda data: data * np.asarray(factor, dtype=data.dtype))


def rounded(value: Input, rng: np.random.Generator) -> Input:
    """The input with every real number in it moved by at most one unit in its last place."""

    def move(data: Array) -> Array:
        unit = float(np.finfo(data.dtype).eps)
        return np.asarray(data * (1 + unit * rng.uniform(-1, 1, data.shape)), dtype=data.dtype)

    moved = _with_numbers(value, move)
    return value if moved is None else moved


def nested(value: Input) -> Input | None:
    """A network with its layers put into blocks, two by two; None for what is no network."""
    if not isinstance(value, NetworkInput) or len(value.layers) < 2:
        return None
    layers = value.layers
    blocks: tuple[Layer, ...] = tuple(tuple(layers[i : i + 2]) for i in range(0, len(layers), 2))
    return NetworkInput(((blocks[0],), *blocks[1:]))


def _with_numbers(value: Input, change: Callable[[Array], Array]) -> Input | None:
    if isinstance(value, ArrayInput | TensorInput):
        if value.data.dtype.kind != "f" or not value.data.size:
            return None
        return replace(value, data=np.asarray(change(value.data)))
    if isinstance(value, NetworkInput):
        return NetworkInput(tuple(_layer_with(layer, change) for layer in value.layers))
    if isinstance(value, float):
        return float(change(np.asarray(value)))
    if isinstance(value, dict):
        return {key: _list_with(item, change) for key, item in value.items()}
    return None


def _list_with(value: Any, change: Callable[[Array], Array]) -> Any:
    if isinstance(value, list) and value and all(isinstance(item, float) for item in value):
        return [float(item) for item in change(np.asarray(value))]
    return value


def _layer_with(layer: Layer, change: Callable[[Array], Array]) -> Layer:
    if isinstance(layer, Dense):
        return Dense(change(layer.weight), None if layer.bias is None else change(layer.bias))
    if isinstance(layer, tuple):
        return tuple(_layer_with(inner, change) for inner in layer)
    return layer
