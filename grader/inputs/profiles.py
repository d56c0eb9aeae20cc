"""``{profiles: [sigmoid, relu], depth: 12}``: made-up gradient norms by layer, to be plotted."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from grader.inputs.base import Distribution, refusal
from grader.model.value import Plain
from grader.spec.settings import DrawSettings
from grader.spec.sizes import Size

LAST_LAYER = (-2.0, 0.0)
"""Bounds of the last layer's norm, as a power of ten."""

DECADES_PER_LAYER = (0.05, 0.6)
"""Bounds of the slope: gentle as for tanh, steep as for a sigmoid."""

UNEVENNESS = 0.1
"""Standard deviation of each layer's norm about the slope, in decades."""


class ProfilesSettings(DrawSettings):
    """A dict of lists of positive floats, input side first, each falling exponentially towards the input."""

    key: ClassVar[str] = "profiles"

    profiles: Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]
    """The names of the networks: the keys of the dict."""
    depth: Annotated[Size, Field(ge=1, le=400)]
    """The number of layers: the length of each list."""
    zeros: Annotated[int, Field(ge=0)] = 0
    """How many of the first name's first norms are exactly 0, as where gradients underflow."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """No more norms are 0 than there are, and no name is given twice."""
        if self.zeros > self.depth:
            raise refusal(f"has {self.zeros} zeros but {self.depth} layers")
        if len(set(self.profiles)) < len(self.profiles):
            raise refusal("names a network twice")
        return self


def draw(settings: ProfilesSettings, rng: np.random.Generator) -> Plain:
    """The dict, in the order of the names."""
    below_last = np.arange(settings.depth)[::-1]
    norms: dict[str, Plain] = {}
    for name in settings.profiles:
        level, slope = rng.uniform(*LAST_LAYER), rng.uniform(*DECADES_PER_LAYER)
        decades = level - slope * below_last + UNEVENNESS * rng.standard_normal(settings.depth)
        underflowed = settings.zeros if name == settings.profiles[0] else 0
        values = 10.0**decades
        values[:underflowed] = 0.0
        norms[name] = [float(value) for value in values]
    return norms


PROFILES = Distribution(ProfilesSettings, draw)
