"""The numbers that a function is called with, in one flat vector."""

from collections.abc import Iterable, Iterator
from types import FrameType
from typing import Any, NamedTuple

from numpy import abs as np_abs
from numpy import array, concatenate, float64, isfinite, ndarray, where, zeros

from .encode import tensor_numbers
from .peek import fields
from .tensors import torch_if_loaded

MAX_NUMBERS = 8192
TINY_IMAGINARY = 1e-2
"""The largest imaginary part, relative to the real ones beside it, that counts as a complex step."""

_HEAP_TYPE = 1 << 9


class Vector(NamedTuple):
    """Real numbers, and how many of them each argument has. ``complex_step``: a tiny imaginary part was among them."""

    numbers: "ndarray[Any, Any]"
    sizes: tuple[int, ...]
    complex_step: bool


def arrays_in(values: Iterable[Any]) -> "list[ndarray[Any, Any]]":
    """The arguments that are arrays of several numbers, of any size."""
    return [value for value in values if type(value) is ndarray and value.dtype.kind == "f" and value.size >= 4]


def arguments_of(frame: FrameType) -> list[Any]:
    """What a function is called with; for one without parameters, what it reads from outside."""
    code = frame.f_code
    if code.co_argcount or code.co_freevars or code.co_kwonlyargcount or code.co_flags & 0x0C:
        # At the moment of the call, the parameters and the free variables are all the variables there are.
        return list(frame.f_locals.values())
    return [frame.f_globals[name] for name in code.co_names if name in frame.f_globals]


def vector_of(values: list[Any]) -> Vector | None:
    """The numbers of some arguments; None where there are none, or too many."""
    found = list(_numbers(values))
    if any(part is None for part in found):
        return Vector(zeros(0), (), True)
    parts = [part for part in found if part is not None and part.size]
    size = sum(part.size for part in parts)
    if not size or size > MAX_NUMBERS:
        return None
    numbers = concatenate(parts)
    return Vector(where(isfinite(numbers), numbers, 0.0), tuple(part.size for part in parts), False)


def scalars_in(values: Iterable[Any]) -> list[float]:
    """The single numbers among some arguments, containers looked into."""
    return [float(part[0]) for part in _numbers(list(values)) if part is not None and part.size == 1]


def _numbers(values: list[Any], depth: int = 0) -> "Iterator[ndarray[Any, Any] | None]":
    """Flat arrays, one for each number or array; None for a tiny imaginary part."""
    for value in values[:200]:
        kind = type(value)
        if kind is float or kind is float64:
            yield array([value])
        elif kind is ndarray:
            if value.dtype.kind == "f" and value.size <= MAX_NUMBERS:
                yield value.astype(float64).ravel()
            elif tiny_imaginary(value):
                yield None
        elif kind is complex:
            if tiny_imaginary(value):
                yield None
        elif (numbers := _tensor(value, kind)) is not None:
            yield numbers
        elif depth < 3:
            yield from _numbers(_parts(value, kind), depth + 1)


def _tensor(value: Any, kind: type) -> "ndarray[Any, Any] | None":
    torch = torch_if_loaded()
    if torch is None or kind is not torch.Tensor or torch.dtype_of(value) not in (torch.float32, torch.float64):
        return None
    try:
        with torch.disable_modes():
            return tensor_numbers(torch, value).astype(float64).ravel()[:MAX_NUMBERS]
    except RuntimeError:
        return zeros(0)


def _parts(value: Any, kind: type) -> list[Any]:
    if issubclass(kind, tuple):
        return list(tuple.__iter__(value))
    if issubclass(kind, list):
        return list(list.__iter__(value))
    if issubclass(kind, dict):
        return list(dict.values(value))
    return list(fields(value).values()) if kind.__flags__ & _HEAP_TYPE and not issubclass(kind, type) else []


def tiny_imaginary(value: Any) -> bool:
    """Whether a complex number, or an array of them, was moved by a tiny imaginary step.

    Two real things may be kept as one complex: their parts are of one size then, however small both are.
    """
    if type(value) is complex:
        return 0 < abs(value.imag) <= TINY_IMAGINARY * (abs(value.real) or 1.0)
    if type(value) is ndarray and value.dtype.kind == "c" and 0 < value.size <= MAX_NUMBERS:
        imaginary, size = np_abs(value.imag), float(np_abs(value.real).max())
        largest = float(imaginary.max())
        if size:
            return 0 < largest <= TINY_IMAGINARY * size
        return 0 < largest <= TINY_IMAGINARY and bool(((imaginary == 0) | (imaginary == largest)).all())
    return False
