"""What a gradebook holds, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from grader.model.verdict import Status, Verdict


@dataclass(frozen=True, slots=True)
class Student:
    """A student. ``key`` names their folder of reports and is what an instructor types."""

    id: int
    key: str
    name: str = ""
    email: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Identifiers by kind, e.g. ``{"canvas": "1234", "login": "ada"}``; the roster's columns under their own names."""
    enrolled: bool = False
    """Whether the roster has them."""

    @property
    def label(self) -> str:
        """How a person refers to them."""
        return self.name or self.key


@dataclass(frozen=True, slots=True)
class Attempt:
    """One version of one exercise's file, numbered from 1 in the order in which they came."""

    id: int
    exercise: str
    number: int
    source: str
    """The content address of the file, see :func:`grader.store.address.source_address`."""
    submitted: datetime | None
    """When it was handed in, if the learning platform said so. Without a zone: in the zone of the due date."""
    late: bool
    """The learning platform called it late."""
    result: int | None
    """The id of its result; None while it was never graded."""
    status: Status | None = None
    score: float | None = None
    max_score: float = 0.0
    """Of the result, in the exercise's own points. No score with a status: it is withheld."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of a result, in the exercise's own points (the course's weight is not applied)."""

    id: str
    title: str
    verdict: Verdict
    score: float | None
    max_score: float
    message: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of a result. ``check`` is empty for one about the file as a whole."""

    check: str
    code: str
    level: str
    """"cause" is a diagnosed misconception; "error" explains a lost mark; "remark" costs nothing."""
    message: str
    line: int | None
    text: str
    """The student's line of code that it speaks of; empty without one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A graded exercise as it is stored."""

    exercise: str
    status: Status
    score: float | None
    max_score: float
    seconds: float
    record: bytes
    """The record (a :class:`~grader.model.result.Report` on this exercise alone) as compressed JSON."""
    checks: tuple[CheckRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    again: bool = False
    """To be run again next time: a fault of ours withheld the score."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Marks that an instructor gave or took by hand."""

    exercise: str
    points: float
    note: str
    made: datetime
