"""A look through everything that a result holds on to, without running a line of the student's code."""

import gc
from types import BuiltinFunctionType, CellType, CodeType, FrameType, FunctionType, MethodType, ModuleType
from typing import Any

from numpy import float32 as _numpy_float32
from numpy import ndarray

from .tensors import torch_if_loaded

MAX_NODES = 1000
_LEAVES = (type, ModuleType, CodeType, FrameType, BuiltinFunctionType, str, bytes, int, float, complex)
float32: type = _numpy_float32
_referents = gc.get_referents
_view = ndarray.view


def holds_float32(thing: Any) -> bool:
    """Whether an array or tensor of single precision is in ``thing``: in containers, attributes and closures, at any depth."""
    torch = torch_if_loaded()
    seen: set[int] = set()
    queue = [thing]
    for item in queue:
        kind = type(item)
        if kind is ndarray:
            if item.dtype.type is float32:
                return True
            continue
        if id(item) in seen or kind is type(None) or (issubclass(kind, _LEAVES) and not issubclass(kind, float32)):
            continue
        seen.add(id(item))
        if issubclass(kind, float32):
            return True
        if issubclass(kind, ndarray):
            if _view(item, ndarray).dtype.type is float32:
                return True
        elif torch is not None and issubclass(kind, torch.Tensor):
            with torch.disable_subclasses():
                if torch.dtype_of(item) is torch.float32:
                    return True
        elif len(queue) < MAX_NODES:
            queue += _parts(item, kind)[:MAX_NODES]
    return False


def _parts(item: Any, kind: type) -> list[Any]:
    """What ``item`` refers to. Of functions, only what they carry along: not the module that they live in."""
    if kind is FunctionType:
        return [*(item.__closure__ or ()), *(item.__defaults__ or ())]
    if kind is MethodType:
        return [item.__self__]
    if kind is CellType:
        try:
            return [item.cell_contents]
        except ValueError:
            return []
    return _referents(item)
