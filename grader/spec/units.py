"""Times and sizes with their units, as text: ``5s``, ``250ms``, ``512MiB``."""

import re
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0}
_BYTES = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "kB": 10**3, "MB": 10**6, "GB": 10**9}


def _pattern(units: dict[str, float] | dict[str, int]) -> str:
    """A number and one of ``units``."""
    return rf"^[0-9]+(\.[0-9]+)? ?({'|'.join(units)})$"


def _amount(value: object, units: dict[str, float] | dict[str, int], what: str, example: str) -> float:
    """The amount that ``value`` means, in the base unit."""
    match = re.fullmatch(_pattern(units), value) if isinstance(value, str) else None
    if match is None:
        message = f"must be {what} with a unit ({', '.join(units)})"
        raise PydanticCustomError("unit", "{message}", {"message": message, "hint": f"for example {example}"})
    number, unit = re.split(r" ?(?=[a-zA-Z])", match[0], maxsplit=1)
    return float(number) * units[unit]


def seconds(value: object) -> float:
    """``"250ms"`` -> 0.25; anything else is a validation error."""
    return _amount(value, _SECONDS, "a time", "5s")


def size_in_bytes(value: object) -> int:
    """``"512MiB"`` -> 536870912; anything else is a validation error."""
    return round(_amount(value, _BYTES, "a size", "512MiB"))


Seconds: TypeAlias = Annotated[
    float,
    Field(gt=0),
    BeforeValidator(seconds),
    WithJsonSchema({"type": "string", "pattern": _pattern(_SECONDS)}),
]
"""A time as text; seconds once read."""

Bytes: TypeAlias = Annotated[
    int,
    Field(gt=0),
    BeforeValidator(size_in_bytes),
    WithJsonSchema({"type": "string", "pattern": _pattern(_BYTES)}),
]
"""An amount of memory as text; bytes once read."""
