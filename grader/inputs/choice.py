"""``{choice: [sigmoid, tanh]}``: one of several plain values."""

from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import AfterValidator, Field, WithJsonSchema

from grader.inputs.base import Distribution, refusal
from grader.model.value import Plain
from grader.spec.settings import DrawSettings


def _plain(value: object) -> object:
    """A number, text, true or false."""
    if not isinstance(value, str | bool | int | float):
        raise refusal("must be a number, text, true or false")
    return value


class ChoiceSettings(DrawSettings):
    """One of the values, each as likely as the others."""

    key: ClassVar[str] = "choice"

    choice: Annotated[
        list[
            Annotated[Any, AfterValidator(_plain), WithJsonSchema({"type": ["number", "string", "boolean"]})]
        ],
        Field(min_length=1),
    ]
    """The values to choose from: numbers, text, true or false."""


def draw(settings: ChoiceSettings, rng: np.random.Generator) -> Plain:
    """One of the values as it stands."""
    value: Plain = settings.choice[int(rng.integers(len(settings.choice)))]
    return value


CHOICE = Distribution(ChoiceSettings, draw)
