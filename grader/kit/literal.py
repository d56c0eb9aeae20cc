"""An input that was drawn, written out as the draw of a kit's spec that gives just the same input."""

from typing import Any

from grader.errors import GraderFault
from grader.model.exercise import Draw
from grader.model.value import Array, ArrayInput, Dense, Input, Layer, NetworkInput, TensorInput


def literal_draw(value: Input, draw: Draw) -> Any:
    """What stands under the input's name in YAML: the bare value, or a literal with dtype, layout and the like."""
    if isinstance(value, NetworkInput):
        dtype = {str(weight.dtype) for weight in _weights(value.layers)}
        return {"layers": [_layer(layer) for layer in value.layers], **_unless("dtype", dtype.pop(), "float64")}
    if isinstance(value, ArrayInput | TensorInput):
        grad = isinstance(value, TensorInput) and value.requires_grad
        said = _unless("dtype", str(value.data.dtype), "float64") | _unless("layout", str(value.layout), "contiguous")
        return {**_numbers(value.data), **said, **_unless("requires_grad", grad, False)}
    if isinstance(value, dict):
        return {"literal": value}
    if isinstance(value, bool | int | float | str):
        return value
    raise GraderFault(f"an input of type {type(value).__name__} cannot be written into a kit")


def _unless(key: str, value: Any, default: Any) -> dict[str, Any]:
    return {} if value == default else {key: value}


def _numbers(data: Array) -> dict[str, Any]:
    if data.size or data.shape == (0,):
        return {"literal": data.tolist()}
    # Nested lists cannot say how many columns there are when there is no row.
    return {"constant": list(data.shape), "value": 0.0}


def _weights(layers: tuple[Layer, ...]) -> list[Array]:
    found = []
    for layer in layers:
        if isinstance(layer, Dense):
            found.append(layer.weight)
        elif isinstance(layer, tuple):
            found += _weights(layer)
    return found


def _layer(layer: Layer) -> Any:
    if isinstance(layer, Dense):
        bias = {} if layer.bias is None else {"bias": layer.bias.tolist()}
        return {"weight": layer.weight.tolist(), **bias}
    return layer if isinstance(layer, str) else [_layer(inner) for inner in layer]


def same_input(one: Input, other: Input) -> bool:
    """Whether two inputs are the same in every bit, dtype and layout."""
    if isinstance(one, ArrayInput | TensorInput):
        return (
            type(one) is type(other)
            and isinstance(other, ArrayInput | TensorInput)
            and one.layout is other.layout
            and getattr(one, "requires_grad", None) == getattr(other, "requires_grad", None)
            and _same_array(one.data, other.data)
        )
    if isinstance(one, NetworkInput):
        return isinstance(other, NetworkInput) and _same_layers(one.layers, other.layers)
    return type(one) is type(other) and repr(one) == repr(other)


def _same_layers(one: tuple[Layer, ...], other: tuple[Layer, ...]) -> bool:
    return len(one) == len(other) and all(map(_same_layer, one, other))


def _same_layer(one: Layer, other: Layer) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _same_layers(one, other)
    if isinstance(one, Dense) and isinstance(other, Dense):
        biases = (one.bias is None) == (other.bias is None)
        return biases and _same_array(one.weight, other.weight) and _same_array(one.bias, other.bias)
    return one == other


def _same_array(one: Array | None, other: Array | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
