"""Turning what a student returned into the numbers that were due, or into the exact sentence that says why not."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from grader.model.result import Finding
from grader.model.value import Array, ArrayValue, Holder, Value, type_of


@dataclass(frozen=True, slots=True)
class Numbers:
    """Real numbers of the shape that was due. ``data`` is float64; ``dtype`` is what the student's own code made it."""

    data: Array
    dtype: np.dtype
    remarks: tuple[Finding, ...] = ()


class Due(StrEnum):
    """What the exercise asks for in a value's place."""

    ARRAY = "an array"
    TENSOR = "a tensor"
    LIST = "a list"
    """A list of floats; an array or a tensor of them is as good."""


def numbers(value: Value, shape: tuple[int, ...], name: str, due: Due = Due.ARRAY) -> Numbers | Finding:
    """``value`` as numbers of ``shape``; a Finding when it is something else.

    Accepted with a remark when harmless: a tensor, list or 0-d array in an array's or a float's place, extra leading axes of
    length 1.
    """
    wanted = _wanted(shape, due)
    raw = plain_numbers(value)
    if isinstance(raw, str):
        return Finding("wrong_type", f"{name} is {raw}; {wanted} was due.")
    if raw.dtype.kind == "c":
        return Finding("wrong_type", f"{name} came back as complex numbers; {wanted} was due.")
    remarks = _holder_remarks(value, name, wanted, due)
    if raw.shape != shape:
        if _without_leading_ones(raw.shape) != _without_leading_ones(shape) or raw.size != int(np.prod(shape)):
            came = f"a single number ({raw.item():.6g})" if raw.ndim == 0 else f"shape {raw.shape}"
            return Finding("wrong_shape", f"{name} has {came}; {wanted} was due.{_shape_hint(raw.shape, shape)}")
        remark = (
            f"{name} has shape {raw.shape} where {shape or 'a float'} was asked for; the numbers count all the same."
        )
        remarks = (*remarks, Finding("harmless_shape", remark, level="remark"))
    return Numbers(raw.reshape(shape).astype(np.float64), raw.dtype, remarks)


def _wanted(shape: tuple[int, ...], due: Due) -> str:
    if due is Due.LIST:
        return f"a list of {shape[0]} floats"
    if due is Due.TENSOR:
        return f"a tensor of shape {shape}"
    return f"an array of shape {shape}" if shape else "a float"


def plain_numbers(value: Value) -> Array | str:
    """The numbers in ``value``, or what it is when there are none."""
    if isinstance(value, ArrayValue):
        return value.data
    if isinstance(value, bool | int | float | complex):
        return np.asarray(value)
    if isinstance(value, list | tuple) and value:
        items = [plain_numbers(item) for item in value]
        if any(isinstance(item, str) for item in items):
            return _first_stranger(value)
        arrays = [item for item in items if not isinstance(item, str)]
        if len({a.shape for a in arrays}) > 1:
            return f"a ragged {type(value).__name__} (its rows differ in length)"
        return np.stack(arrays)
    if isinstance(value, list | tuple):
        return f"an empty {type(value).__name__}"
    return type_of(value)


def _first_stranger(value: "list[Value] | tuple[Value, ...]") -> str:
    stranger = next(item for item in value if isinstance(plain_numbers(item), str))
    return f"a {type(value).__name__} that holds {plain_numbers(stranger)}"


def _holder_remarks(value: Value, name: str, wanted: str, due: Due) -> tuple[Finding, ...]:
    """A remark where numbers came in another container than the one asked for."""
    what = None
    if due is Due.LIST:
        return ()
    if isinstance(value, ArrayValue):
        if value.holder is Holder.TENSOR and due is Due.ARRAY:
            what = "a torch tensor"
        elif value.holder is not Holder.TENSOR and due is Due.TENSOR:
            what = "a numpy array"
    elif isinstance(value, list | tuple):
        what = f"a {type(value).__name__}"
    if what is None:
        return ()
    message = f"{name} is {what} where {wanted} was asked for; the numbers count all the same."
    return (Finding("harmless_type", message, level="remark"),)


def _without_leading_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    while shape and shape[0] == 1:
        shape = shape[1:]
    return shape


def _shape_hint(got: tuple[int, ...], due: tuple[int, ...]) -> str:
    if len(got) == 2 and got == due[::-1] and got != due:
        return " It is transposed."
    if len(got) == 2 and len(due) == 1 and got[1] == due[0] and got[0] != 1:
        return " Was it to be summed over the batch?"
    return ""
