"""``{constant: [3], value: 2}``: the same number everywhere."""

from typing import ClassVar, Self

import numpy as np
from pydantic import model_validator

from grader.inputs.base import Distribution, ShapedSettings, refusal
from grader.model.value import Array
from grader.spec.sizes import Shape


class ConstantSettings(ShapedSettings):
    """Every entry is ``value``."""

    key: ClassVar[str] = "constant"

    constant: Shape
    """The shape: one size for each axis, [] for a scalar."""
    value: float
    """The number."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Integers are whole."""
        if self.dtype == "int64" and not float(self.value).is_integer():
            raise refusal(f"has the value {self.value:g}, which is not an int64")
        return self


def draw(settings: ConstantSettings, rng: np.random.Generator) -> Array:
    """An array of the shape and dtype asked for."""
    return np.full(settings.shape, settings.value, dtype=settings.dtype)


CONSTANT = Distribution(ConstantSettings, draw)
