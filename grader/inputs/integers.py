"""``{integers: [N], low: 0, high: 9}``: whole numbers between two bounds, both included."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from grader.inputs.base import Distribution, ShapedSettings, refusal
from grader.model.value import Array
from grader.spec.sizes import Shape


class IntegersSettings(ShapedSettings):
    """Entries uniform in {low, …, high}."""

    key: ClassVar[str] = "integers"

    integers: Shape
    """The shape: one size for each axis, [] for a scalar."""
    low: Annotated[int, Field(ge=-(2**31))] = 0
    """The smallest number."""
    high: Annotated[int, Field(le=2**31)]
    """The largest number, which is drawn too."""
    dtype: Annotated[str, Field(pattern="^(float64|float32|int64)$")] = "int64"
    """The type of the entries: int64 when absent."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """The bounds are in order."""
        if self.low > self.high:
            raise refusal(f"has low {self.low}, which is above high {self.high}")
        return self


def draw(settings: IntegersSettings, rng: np.random.Generator) -> Array:
    """An array of the shape and dtype asked for."""
    return np.asarray(rng.integers(settings.low, settings.high + 1, settings.shape), dtype=settings.dtype)


INTEGERS = Distribution(IntegersSettings, draw)
