"""Named sizes: ``sizes: {N: 8}`` in a case lets its shapes say ``[N, D]``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from grader.spec.suggest import suggestion

LARGEST = 10_000_000
"""The largest size, and the largest number of entries of one drawn array."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes that a case knows: pydantic's validation context. ``used`` fills up on the way."""

    case: str
    values: Mapping[str, int]
    used: set[str] = field(default_factory=set)


def _substitute(value: object, info: ValidationInfo) -> object:
    """The number that a named size stands for; anything but text is left for pydantic to judge."""
    sizes = info.context
    if not isinstance(value, str) or not isinstance(sizes, Sizes):
        return value
    if value not in sizes.values:
        raise PydanticCustomError(
            "unknown_size",
            "is not a size that case '{case}' knows",
            {"case": sizes.case, "hint": suggestion(value, sizes.values, "give it under sizes")},
        )
    sizes.used.add(value)
    return sizes.values[value]


Size: TypeAlias = Annotated[
    int,
    Field(ge=0, le=LARGEST),
    BeforeValidator(_substitute, json_schema_input_type=int | str),
]
"""The extent of one axis: an integer, or the name of a size of the case."""

Shape: TypeAlias = list[Size]
"""One size for each axis; ``[]`` is the shape of a scalar."""
