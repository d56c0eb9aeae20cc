"""``{uniform: [D], low: 0.5, high: 2}``: independent entries, uniform between two bounds."""

from typing import ClassVar, Self

import numpy as np
from pydantic import model_validator

from grader.inputs.base import Distribution, FloatSettings, as_floats, refusal
from grader.model.value import Array
from grader.spec.sizes import Shape


class UniformSettings(FloatSettings):
    """Entries uniform in [low, high)."""

    key: ClassVar[str] = "uniform"

    uniform: Shape
    """The shape: one size for each axis, [] for a scalar."""
    low: float = 0.0
    """The lower bound."""
    high: float = 1.0
    """The upper bound, above low."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """The bounds are in order."""
        if not self.low < self.high:
            raise refusal(f"has low {self.low:g}, which is not below high {self.high:g}")
        return self


def draw(settings: UniformSettings, rng: np.random.Generator) -> Array:
    """An array of the shape and dtype asked for."""
    return as_floats(rng.uniform(settings.low, settings.high, settings.shape), settings)


UNIFORM = Distribution(UniformSettings, draw)
