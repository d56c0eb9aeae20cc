"""The core schema of YAML 1.2 for PyYAML, which knows 1.1 only.

``1e-3`` is a number, ``no`` and ``on`` are text, dates are text.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

MAX_DEPTH = 32
"""Levels of nesting that are read."""

TAG = "tag:yaml.org,2002:"
"""The start of every tag of the core schema."""


class Refused(yaml.MarkedYAMLError):
    """The text is YAML, but not of the kind that is read here."""


class Loader(yaml.SafeLoader):
    """Composes nodes under the core schema of YAML 1.2, to a bounded depth."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """As inherited, but the depth is bounded: PyYAML recurses once a level."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise Refused(None, None, f"is nested more than {MAX_DEPTH} levels deep", mark)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


# Assigned, lest what follows be added to YAML 1.1's own resolvers.
Loader.yaml_implicit_resolvers = {}
_INT = r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
_FLOAT = r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
for _name, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", _INT, list("-+0123456789")),
    ("float", _FLOAT, list("-+.0123456789")),
):
    Loader.add_implicit_resolver(TAG + _name, re.compile(rf"^(?:{_pattern})$"), _first)


def _float(text: str) -> float:
    """A float of YAML's core schema."""
    return float(re.sub(r"\.(inf|nan)$", r"\1", text.casefold()))


_SCALARS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "null": lambda text: None,
    "bool": lambda text: {"true": True, "false": False}[text.casefold()],
    "int": lambda text: int(text, 0 if text[:2] in ("0o", "0x") else 10),
    "float": _float,
}


def is_scalar(tag: str) -> bool:
    """Whether ``tag`` is a scalar's in the core schema."""
    return tag.removeprefix(TAG) in _SCALARS


def scalar(tag: str, text: str) -> Any:
    """What a scalar's text means under ``tag``; ValueError when it cannot be read so."""
    try:
        return _SCALARS[tag.removeprefix(TAG)](text)
    except (KeyError, OverflowError) as error:
        raise ValueError(text) from error
