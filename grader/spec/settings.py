"""What a kind of check or an input distribution says about itself, so that a spec can be validated strictly.

The tables of kinds (``grader.checks.KINDS``) and distributions (``grader.inputs.DISTRIBUTIONS``) are handed
to the loader by its caller: this package knows the interface and none of the rows.
"""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A frozen record that refuses unknown keys, silent conversions, infinities and NaN.

    The docstring under a field becomes its description in the published JSON Schema.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


class CheckSettings(Strict):
    """What every check may say. A kind subclasses this; its first own field is the key that names the kind.

    ``names`` lists the program's names that the check judges: each must be bound by the part's program.
    ``inputs`` lists the names it needs among a case's inputs. ``functions`` lists what it needs of the
    reference module. All may be dotted paths (``grads.w1``), of which the first segment is the name.
    """

    key: ClassVar[str]
    """The YAML key that selects this kind, e.g. ``"gradient"``."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    """The check's name in results and gradebooks: lower-case letters, digits and underscores."""
    title: Annotated[str, Field(min_length=1)]
    """What a student reads above the check's verdict."""
    points: Annotated[float, Field(ge=0)]
    """The marks of this check; those of all checks add up to the exercise's points."""
    cases: Annotated[list[str], Field(min_length=1)] | None = None
    """The names of the cases judged; all of the part's when absent."""
    tolerance: Annotated[float, Field(gt=0)] | None = None
    """Largest accepted error relative to the largest expected entry; the default is measured."""

    def names(self) -> tuple[str, ...]:
        """Names bound by the program that this check reads."""
        return ()

    def inputs(self) -> tuple[str, ...]:
        """Names of case inputs that this check reads."""
        return ()

    def expected(self) -> tuple[str, ...]:
        """Those of ``names`` that are held against the reference's: it must be able to compute them."""
        return ()

    def functions(self) -> tuple[str, ...]:
        """Public names that the reference module must define for this check."""
        return ()


class DrawSettings(Strict):
    """What an input distribution may say. Each subclasses this; its first own field is the key that names it.

    The value under that key is usually the shape (see :mod:`grader.spec.sizes`): a list of sizes, each an
    integer or the name of a size of the case (``[N, D]``); ``[]`` draws a scalar.
    """

    key: ClassVar[str]
    """The YAML key that selects this distribution, e.g. ``"normal"``."""


class ArraySettings(DrawSettings):
    """What a distribution of arrays may say besides its own settings."""

    dtype: Annotated[str, Field(pattern="^(float64|float32|int64)$")] = "float64"
    """The type of the entries: float64, float32 or int64."""
    layout: Annotated[str, Field(pattern="^(contiguous|transposed|strided|expanded)$")] = "contiguous"
    """How the array lies in memory. ``expanded``: all rows (first axis) share one row's memory."""
    requires_grad: bool = False
    """For tensors: make it a leaf that autograd tracks."""
