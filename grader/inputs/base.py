"""What a distribution is, and the settings that those of arrays share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Self, TypeVar

import numpy as np
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from grader.model.value import Array, NetworkInput, Plain
from grader.spec.settings import ArraySettings, DrawSettings
from grader.spec.sizes import LARGEST

Settings = TypeVar("Settings", bound=DrawSettings)


@dataclass(frozen=True, slots=True)
class Distribution(Generic[Settings]):
    """A row of ``DISTRIBUTIONS``: what may be said about an input, and the pure function that draws it.

    ``draw`` returns an array in the dtype asked for (0-d for a scalar), a plain value or a network; how an
    array lies in memory and what holds it is the business of :mod:`grader.inputs.draw`.
    """

    settings: type[Settings]
    draw: Callable[[Settings, np.random.Generator], "Array | Plain | NetworkInput"]


def refusal(message: str, hint: str = "") -> PydanticCustomError:
    """A validation error that the loader shows to the author as it stands, with its place."""
    return PydanticCustomError("refused", "{message}", {"message": message, "hint": hint})


class ShapedSettings(ArraySettings):
    """What distributions with a shape say; the shape stands under the key that names the distribution."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the array; ``()`` for a scalar."""
        return tuple(getattr(self, self.key))

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """The array is of a reasonable size, and has axes to be laid out."""
        if int(np.prod(self.shape, dtype=object)) > LARGEST:
            raise refusal(f"has more than {LARGEST} entries")
        if self.layout != "contiguous" and not self.shape:
            raise refusal(f"is a scalar, which cannot be laid out {self.layout}", "leave layout out")
        return self


class FloatSettings(ShapedSettings):
    """Shaped settings for distributions of real numbers."""

    dtype: Annotated[str, Field(pattern="^(float64|float32)$")] = "float64"
    """The type of the entries: float64 or float32."""


def as_floats(values: Any, settings: FloatSettings) -> Array:
    """Drawn float64 numbers as an array of the dtype that ``settings`` ask for."""
    return np.asarray(values, dtype=settings.dtype)
