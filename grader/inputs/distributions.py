"""The table of input distributions.

To add one: a file like ``normal.py``, a row here, and ``scripts/write_schemas.py``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from grader.inputs.base import Distribution
from grader.inputs.choice import CHOICE
from grader.inputs.constant import CONSTANT
from grader.inputs.integers import INTEGERS
from grader.inputs.layers import LAYERS
from grader.inputs.literal import LITERAL
from grader.inputs.network import NETWORK
from grader.inputs.normal import NORMAL
from grader.inputs.profiles import PROFILES
from grader.inputs.signed import SIGNED
from grader.inputs.uniform import UNIFORM
from grader.spec.settings import DrawSettings

_ROWS: tuple[Distribution[Any], ...] = (
    NORMAL,
    UNIFORM,
    SIGNED,
    LITERAL,
    CONSTANT,
    INTEGERS,
    CHOICE,
    NETWORK,
    LAYERS,
    PROFILES,
)

DISTRIBUTIONS: Mapping[str, Distribution[Any]] = MappingProxyType({row.settings.key: row for row in _ROWS})
"""Every distribution, by the key that names it in a spec."""

DRAW_SETTINGS: Mapping[str, type[DrawSettings]] = MappingProxyType(
    {key: row.settings for key, row in DISTRIBUTIONS.items()}
)
"""What the loader needs of the table: ``load_course(..., distributions=DRAW_SETTINGS)``."""
