"""Values as trees: dicts and lists whose leaves are arrays, addressed by dotted paths such as ``grads.w1``."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader.model.value import Array


def leaves(value: Any, path: str) -> Iterator[tuple[str, Array]]:
    """Every numeric leaf under ``value`` as (path, float64 array); lists of plain numbers are one leaf."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif is_leaf(value):
        yield path, np.asarray(value, dtype=np.float64)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")


def is_leaf(value: Any) -> bool:
    """Whether ``value`` is a number, an array of numbers or a flat list of numbers."""
    if isinstance(value, list | tuple):
        return bool(value) and all(isinstance(v, int | float | np.number) for v in value)
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "fiub"
    return isinstance(value, int | float)


def at(value: Any, path: str) -> Any:
    """The part of ``value`` under the dotted ``path`` (its first segment names ``value`` itself).

    Raises KeyError when there is no such part.
    """
    for key in path.split(".")[1:]:
        if isinstance(value, Mapping):
            value = value[key]
        elif isinstance(value, list | tuple) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            raise KeyError(key)
    return value
