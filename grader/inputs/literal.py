"""``{literal: [[1, 2], [3, 4]]}``, or just the value: what stands in the spec is the input."""

import sys
from typing import Annotated, Any, ClassVar, Self

import numpy as np
from pydantic import AfterValidator, WithJsonSchema, model_validator

from grader.inputs.base import Distribution, refusal
from grader.model.value import Array, Plain
from grader.spec.settings import ArraySettings

_SCHEMA = {"type": ["number", "string", "boolean", "array", "object"]}


def _is_finite_number(value: object) -> bool:
    """Whether ``value`` is an int or float that float64 can hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def shape_of(value: object) -> tuple[int, ...]:
    """The shape of nested lists of numbers; a validation error for anything that has none."""
    if not isinstance(value, list):
        if not _is_finite_number(value):
            raise refusal(f"must hold finite numbers only, not {value!r}")
        return ()
    shapes = {shape_of(item) for item in value}
    if len(shapes) > 1:
        raise refusal("must be a rectangular nested list: its rows differ in length")
    return (len(value), *(shapes.pop() if shapes else ()))


def _checked(value: object) -> object:
    """A finite number, a truth value, text, a rectangular nested list of finite numbers, or a mapping to these."""
    if isinstance(value, dict):
        for inner in value.values():
            shape_of(inner)
    elif not isinstance(value, str | bool):
        shape_of(value)
    return value


class LiteralSettings(ArraySettings):
    """The value itself. A list becomes an array of the dtype asked for, anything else stays what it is (a mapping a dict)."""

    key: ClassVar[str] = "literal"

    literal: Annotated[Any, AfterValidator(_checked), WithJsonSchema(_SCHEMA)]
    """A number, text, true or false, a (nested) list of numbers, or a mapping of names to numbers or lists."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """The dtype can hold the numbers, and the layout has an axis to work on."""
        if not isinstance(self.literal, list):
            if self.layout != "contiguous":
                raise refusal(f"is a scalar, which cannot be laid out {self.layout}", "leave layout out")
            return self
        values = np.asarray(self.literal, dtype="float64")
        if self.dtype == "int64" and not np.all(values == np.round(values)):
            raise refusal("holds numbers that are not whole, but the dtype is int64")
        if self.layout == "expanded" and not np.all(values == values[:1]):
            raise refusal("is expanded along its first axis, so its rows must be equal")
        return self


def draw(settings: LiteralSettings, rng: np.random.Generator) -> "Array | Plain":
    """An array for a list, else the plain value."""
    value: Plain = settings.literal
    return np.asarray(value, dtype=settings.dtype) if isinstance(value, list) else value


LITERAL = Distribution(LiteralSettings, draw)
