"""Trees of values (dicts, lists, tuples, arrays, numbers) as plain JSON data and back, exactly."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.errors import GraderFault

_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


def to_plain(value: Any) -> Any:
    """``value`` as JSON data: what JSON lacks stands in an object with one telling key.

    Python writes a float in as many digits as it takes to read the same float again, so nothing is lost.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case np.ndarray() | np.generic():
            array = np.asarray(value)
            kind = "array" if isinstance(value, np.ndarray) else "scalar"
            if array.dtype.kind not in "biuf":
                raise GraderFault(f"an array of {array.dtype} cannot be recorded")
            return {kind: to_plain(array.ravel().tolist()), "dtype": str(array.dtype), "shape": list(array.shape)}
        case float():
            return value if math.isfinite(value) else {"float": str(value)}
        case Mapping():
            return {"dict": {str(key): to_plain(inner) for key, inner in value.items()}}
        case tuple():
            return {"tuple": [to_plain(inner) for inner in value]}
        case list():
            return [to_plain(inner) for inner in value]
    raise GraderFault(f"a value of type {type(value).__name__} cannot be recorded")


def from_plain(plain: Any) -> Any:
    """What :func:`to_plain` was given. Raises KeyError, TypeError or ValueError for what it cannot have written."""
    if isinstance(plain, list):
        return [from_plain(inner) for inner in plain]
    if not isinstance(plain, dict):
        return plain
    match plain:
        case {"float": str(name)}:
            return _NOT_FINITE[name]
        case {"dict": dict(inner)}:
            return {key: from_plain(each) for key, each in inner.items()}
        case {"tuple": list(items)}:
            return tuple(from_plain(each) for each in items)
        case {"array": list(numbers), "dtype": dtype, "shape": shape}:
            return np.asarray(from_plain(numbers), dtype=dtype).reshape(shape)
        case {"scalar": list(numbers), "dtype": dtype}:
            return np.dtype(dtype).type(from_plain(numbers)[0])
    raise ValueError(f"an object with the keys {', '.join(plain)}")
