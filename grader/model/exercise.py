"""An exercise as its author specified it: parsed, validated, frozen.

An exercise has one or more *parts*; a part is a short program of calls, the cases it is run on, and the checks
that judge what comes back. ``grader/spec`` builds these from YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.model.call import Call, Limits, Watch


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands in its author's file; line and column count from 1."""

    path: Path
    line: int
    column: int
    where: str
    """The path of keys, e.g. ``parts[0].cases[2].draw.x``."""


NOWHERE = Position(Path(), 0, 0, "")
"""The position of what was not read from a file."""


@dataclass(frozen=True, slots=True)
class Stub:
    """One callable, class or constant of the starter file.

    ``kind``: "function", "class" or "constant". A class has ``methods`` (with ``decorator`` such as "staticmethod") and a ``base``;
    a constant has ``value``, source text of its untouched value.
    """

    name: str
    kind: str
    signature: str = ""
    doc: str = ""
    base: str = ""
    decorator: str = ""
    methods: "tuple[Stub, ...]" = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """How one input of a case comes about.

    ``distribution`` is a row of ``grader.inputs.distributions`` ("normal", "uniform", "literal", ...), ``parameters`` its settings
    (shape included). ``framework`` None makes a numpy array or a plain scalar (shape ``[]`` gives a float);
    "torch" makes a tensor.
    """

    distribution: str
    parameters: Mapping[str, Any]
    dtype: str = "float64"
    layout: str = "contiguous"
    framework: str | None = None
    requires_grad: bool = False
    at: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Case:
    """One set of inputs for a part's program. ``note`` says what kind of case it is, without giving its numbers."""

    name: str
    public: bool
    note: str
    draws: Mapping[str, Draw]
    at: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Check:
    """One judged quantity: ``kind`` is a row of ``grader.checks.table``, ``settings`` what that kind validated.

    ``cases`` names the cases it is judged on (all of the part's when the spec names none). ``tolerance`` is relative to the
    largest expected entry; None takes the default.
    """

    id: str
    title: str
    kind: str
    points: float
    settings: Any
    cases: tuple[str, ...]
    tolerance: float | None = None
    at: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Part:
    """A program, its cases and its checks."""

    id: str
    program: tuple[Call, ...]
    cases: tuple[Case, ...]
    checks: tuple[Check, ...]
    at: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. ``folder`` holds its YAML and statement; ``reference`` is the path of its reference module or None in
    a student's kit, which has recorded values instead.
    """

    id: str
    title: str
    points: float
    summary: str
    framework: str
    limits: Limits
    stub: tuple[Stub, ...]
    preamble: str
    """Import lines of the starter file."""
    forbidden: str
    """What may not be used, in words for the starter file and the statement."""
    watches: tuple[Watch, ...]
    parts: tuple[Part, ...]
    folder: Path
    statement: Path
    reference: Path | None
    source_hash: str
    """SHA-256 of the YAML's bytes."""

    @property
    def filename(self) -> str:
        """The name of the file that a student hands in."""
        return f"{self.id}.py"

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks of all parts, in order."""
        return tuple(check for part in self.parts for check in part.checks)


@dataclass(frozen=True, slots=True)
class Course:
    """A folder with ``course.yaml``, ``exercises/`` and ``reference/``."""

    title: str
    root: Path
    exercises: tuple[Exercise, ...]
    seed: int
    weights: Mapping[str, float]
    """Points of each exercise in the total, by id; an exercise's own points are scaled to it."""
    policies: Mapping[str, Any]
