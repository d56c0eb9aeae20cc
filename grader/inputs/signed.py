"""``{signed: [5, 4], low: 0.05, high: 3}``: numbers of either sign that keep off a kink at 0."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from grader.inputs.base import Distribution, FloatSettings, as_floats, refusal
from grader.model.value import Array
from grader.spec.sizes import Shape


class SignedSettings(FloatSettings):
    """Entries ± m with m uniform in [low, high) and a random sign."""

    key: ClassVar[str] = "signed"

    signed: Shape
    """The shape: one size for each axis, [] for a scalar."""
    low: Annotated[float, Field(gt=0)]
    """The smallest magnitude: how far entries keep away from 0."""
    high: float
    """The largest magnitude, above low."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """The bounds are in order."""
        if not self.low < self.high:
            raise refusal(f"has low {self.low:g}, which is not below high {self.high:g}")
        return self


def draw(settings: SignedSettings, rng: np.random.Generator) -> Array:
    """An array of the shape and dtype asked for."""
    magnitude = rng.uniform(settings.low, settings.high, settings.shape)
    sign = rng.choice([-1.0, 1.0], size=settings.shape)
    return as_floats(sign * magnitude, settings)


SIGNED = Distribution(SignedSettings, draw)
