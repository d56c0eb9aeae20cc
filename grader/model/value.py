"""What crosses the border between host and worker: inputs going in, values coming back.

Everything here is plain data. Nothing that arrives from a worker is ever called, unpickled or compared by its
own ``__eq__``; whatever a student returned that is not plain comes back as an :class:`Opaque` description.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias, Union

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]


class Layout(StrEnum):
    """How an input tensor lies in memory; its values are the same in all of them."""

    CONTIGUOUS = "contiguous"
    TRANSPOSED = "transposed"
    """Axes stored in reverse order (Fortran order)."""
    STRIDED = "strided"
    """Every second element of a larger buffer along the last axis."""
    EXPANDED = "expanded"
    """One element along each axis expanded with stride 0: many entries share one memory location."""


@dataclass(frozen=True, slots=True)
class ArrayInput:
    """A numpy array to be built in the worker, in the dtype of ``data`` and laid out as asked."""

    data: Array
    layout: Layout = Layout.CONTIGUOUS


@dataclass(frozen=True, slots=True)
class TensorInput:
    """A torch tensor to be built in the worker from ``data``, as a leaf when ``requires_grad``."""

    data: Array
    layout: Layout = Layout.CONTIGUOUS
    requires_grad: bool = False


@dataclass(frozen=True, slots=True)
class Dense:
    """One ``torch.nn.Linear``: weight (out, in), bias (out,) or None, in the dtype of ``weight``."""

    weight: Array
    bias: Array | None


@dataclass(frozen=True, slots=True)
class NetworkInput:
    """A ``torch.nn.Sequential`` to be built in the worker.

    ``layers`` holds :class:`Dense` layers, names of activations (``"sigmoid"``, ``"relu"``, ``"tanh"``, ``"identity"``) and
    nested tuples of the same, which become nested ``Sequential`` blocks.
    """

    layers: "tuple[Layer, ...]"


# typing.Union and not |, for the aliases name themselves.
Layer: TypeAlias = Union[Dense, str, tuple["Layer", ...]]  # noqa: UP007
Plain: TypeAlias = Union[None, bool, int, float, complex, str, list["Plain"], tuple["Plain", ...], dict[str, "Plain"]]  # noqa: UP007
Input: TypeAlias = Plain | ArrayInput | TensorInput | NetworkInput


def arrays_of(value: "Input | Layer") -> Iterator[Array]:
    """Every array in an input, a network's weights included."""
    if isinstance(value, ArrayInput | TensorInput):
        yield value.data
    elif isinstance(value, Dense):
        yield value.weight
    elif isinstance(value, NetworkInput):
        for layer in value.layers:
            yield from arrays_of(layer)
    elif isinstance(value, tuple):
        for item in value:
            yield from arrays_of(item)


class Holder(StrEnum):
    """What held an array's numbers in the student's process."""

    NDARRAY = "ndarray"
    TENSOR = "tensor"
    NUMPY_SCALAR = "numpy_scalar"


@dataclass(frozen=True, slots=True)
class ArrayValue:
    """Numbers that came back: ``data`` owns its memory, is C-contiguous and has a bool, int, float or complex dtype.

    float16 and bfloat16 tensors arrive widened to float32, with the original in ``dtype``.
    """

    data: Array
    holder: Holder
    dtype: str
    requires_grad: bool = False


@dataclass(frozen=True, slots=True)
class Opaque:
    """Something that is not plain numbers: its type's name, and why or what in one short clause."""

    type_name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Described:
    """Facts about an object that was asked to be described in the worker (``kind``: "module", "figure" or "class").

    The layout of ``facts`` for each kind is documented in ``grader/sandbox/inside/describe/__init__.py``.
    """

    kind: str
    facts: "Mapping[str, Value]"


Value: TypeAlias = Union[  # noqa: UP007
    None,
    bool,
    int,
    float,
    complex,
    str,
    ArrayValue,
    Opaque,
    Described,
    list["Value"],
    tuple["Value", ...],
    dict[str, "Value"],
]


def type_of(value: Value) -> str:
    """What a student would call the type of ``value``, with its article: ``"a float"``, ``"an array of shape (3, 4)"``."""
    match value:
        case None:
            return "None"
        case ArrayValue(data=data, holder=holder):
            what = {Holder.NDARRAY: "an array", Holder.TENSOR: "a tensor", Holder.NUMPY_SCALAR: "a numpy scalar"}[
                holder
            ]
            return what if holder is Holder.NUMPY_SCALAR else f"{what} of shape {tuple(data.shape)}"
        case Opaque(type_name=name, summary=summary):
            named = f"an object of type {name}"
            return f"{named} ({summary})" if summary else named
        case Described(kind=kind):
            return {"module": "a torch module", "figure": "a matplotlib figure"}.get(kind, f"a {kind}")
        case list() | tuple():
            return f"a {type(value).__name__} of {len(value)} value{'' if len(value) == 1 else 's'}"
        case dict():
            return f"a dict with {len(value)} key{'' if len(value) == 1 else 's'}"
        case bool():
            return "a bool"
        case int():
            return "an int"
        case float():
            return "a float"
        case complex():
            return "a complex number"
        case str():
            return "a string"


def is_number(value: object) -> bool:
    """Whether ``value`` is a plain real number (a bool is not one)."""
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
