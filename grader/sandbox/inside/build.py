"""Inputs of a run, made afresh for each: arrays, tensors and networks as a student's code would meet them."""

from collections.abc import Sequence
from typing import Any

from numpy import array, asfortranarray, broadcast_to, empty, ndarray, transpose

from .frame import WireError
from .tensors import load_torch
from .tree import ArrayIn, DenseIn, NetworkIn, TensorIn


def build(value: Any) -> Any:
    """The object that a student's code gets for one input. No two calls share memory. WireError for what cannot be made."""
    try:
        return _build(value)
    except (LookupError, TypeError, ValueError, RuntimeError) as error:
        raise WireError(f"an input that cannot be made: {type(error).__name__}") from None


def _build(value: Any) -> Any:
    kind = type(value)
    if kind is ArrayIn:
        return lay_out(value.data, value.layout)
    if kind is TensorIn:
        return _tensor(value)
    if kind is NetworkIn:
        return _network(value.layers)
    if kind is list:
        return [_build(item) for item in value]
    if kind is tuple:
        return tuple(_build(item) for item in value)
    if kind is dict:
        return {key: _build(item) for key, item in value.items()}
    return value


def lay_out(data: "ndarray[Any, Any]", layout: str) -> "ndarray[Any, Any]":
    """A copy of ``data`` that lies in memory as ``layout`` says; the values are the same in all of them."""
    if data.ndim == 0 or layout == "contiguous":
        return array(data)
    if layout == "transposed":
        return asfortranarray(data).copy(order="F")
    if layout == "strided":
        buffer = empty((*data.shape[:-1], 2 * data.shape[-1]), data.dtype)
        buffer[...] = 0
        view: ndarray[Any, Any] = buffer[..., ::2]
        view[...] = data
        return view
    if layout == "expanded":
        return broadcast_to(_collapsed(data), data.shape)
    raise ValueError(f"unknown layout {layout!r}")


def _collapsed(data: "ndarray[Any, Any]") -> "ndarray[Any, Any]":
    """One entry along each axis on which all entries are the same."""
    for axis in range(data.ndim):
        first = data.take([0], axis=axis) if data.shape[axis] else data
        if data.size and (data == first).all():
            data = first
    return data.copy()


def _tensor(value: TensorIn) -> Any:
    torch = load_torch()
    data, ndim = value.data, value.data.ndim
    if value.layout == "transposed" and ndim:
        tensor = torch.from_numpy(transpose(data).copy()).permute(*reversed(range(ndim)))
    elif value.layout == "expanded" and ndim:
        tensor = torch.from_numpy(_collapsed(data)).expand(data.shape)
    else:
        tensor = torch.from_numpy(array(lay_out(data, value.layout), copy=None))
    return torch.requires_grad_(tensor) if value.requires_grad else tensor


def _network(layers: Sequence[Any]) -> Any:
    nn = load_torch().nn
    activations = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh, "identity": nn.Identity}
    made = []
    for layer in layers:
        if type(layer) is DenseIn:
            made.append(_linear(layer))
        elif type(layer) is tuple:
            made.append(_network(layer))
        else:
            made.append(activations[layer]())
    return nn.Sequential(*made)


def _linear(layer: DenseIn) -> Any:
    torch = load_torch()
    weight = torch.from_numpy(array(layer.weight))
    outputs, inputs = layer.weight.shape
    made = torch.nn.Linear(inputs, outputs, bias=layer.bias is not None, dtype=torch.dtype_of(weight))
    made.weight.data = weight
    if layer.bias is not None:
        made.bias.data = torch.from_numpy(array(layer.bias))
    return made
