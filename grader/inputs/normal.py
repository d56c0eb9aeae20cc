"""``{normal: [N, D], scale: 2, shift: 1}``: independent normal entries."""

from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from grader.inputs.base import Distribution, FloatSettings, as_floats
from grader.model.value import Array
from grader.spec.sizes import Shape


class NormalSettings(FloatSettings):
    """Entries shift + scale · N(0, 1)."""

    key: ClassVar[str] = "normal"

    normal: Shape
    """The shape: one size for each axis, [] for a scalar."""
    scale: Annotated[float, Field(gt=0)] = 1.0
    """The standard deviation."""
    shift: float = 0.0
    """The mean."""


def draw(settings: NormalSettings, rng: np.random.Generator) -> Array:
    """An array of the shape and dtype asked for."""
    return as_floats(settings.shift + settings.scale * rng.standard_normal(settings.shape), settings)


NORMAL = Distribution(NormalSettings, draw)
