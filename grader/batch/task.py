"""What travels between the one who keeps the gradebook and those who do the work."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from grader.model.exercise import Course
from grader.store.marks import Mark
from grader.store.rows import Adjustment, Kept


@dataclass(frozen=True, slots=True)
class GradeTask:
    """Grade one file of one exercise."""

    address: str
    """Its content address, and its name among tasks."""
    exercise: str
    filename: str
    content: bytes | str
    """As handed in; a sentence where it could not be read."""
    label: str
    """Who and what, for messages."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """One exercise of a student's report."""

    mark: Mark
    record: bytes | None
    """The packed record of the attempt that counts; None when there is none."""
    message: str = ""
    """What there is to say where nothing was handed in."""
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class PageTask:
    """Make one student's report."""

    student: int
    key: str
    parts: tuple[PagePart, ...]
    digest: str
    """What it is made from."""

    @property
    def label(self) -> str:
        """Who and what, for messages."""
        return f"{self.key}: report"


Task: TypeAlias = GradeTask | PageTask


@dataclass(frozen=True, slots=True)
class Page:
    """A student's report as the bytes of its files."""

    record: bytes
    html: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """A task that was carried out."""

    task: Task
    value: Kept | Page


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that ended in an error of ours: it may well succeed another time."""

    task: Task
    reason: str
    details: str = ""
    """A traceback."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that ended the process that worked on it, twice: it is not tried again."""

    task: Task
    reason: str


Outcome: TypeAlias = Done | Failed | Lost


class Workshop(Protocol):
    """Carries out tasks, one after the other. Whatever it raises becomes a :class:`Failed`."""

    def do(self, task: Task) -> Kept | Page:
        """The result of a task."""

    def close(self) -> None:
        """Free what was kept ready."""


class MakeWorkshop(Protocol):
    """Makes a workshop in the process that works; has to be importable there by name."""

    def __call__(self, setup: "Setup", /) -> Workshop:
        """A workshop for this setup."""


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a process has to know before its first task."""

    make: MakeWorkshop
    course: Course
    isolation: str
    expected: Path | None = None
    """The folder in which expected values are kept between runs; None keeps them in memory."""


class Crew(Protocol):
    """Takes tasks and gives their outcomes, in whatever order they come. A context manager that ends all work."""

    @property
    def room(self) -> int:
        """How many more tasks may be given now: more would only wait, and fill the memory."""

    @property
    def busy(self) -> bool:
        """Whether an outcome is still due."""

    def submit(self, task: Task) -> None:
        """Give a task."""

    def next(self) -> Outcome:
        """Wait for an outcome."""

    def __enter__(self) -> "Crew":
        """Itself."""

    def __exit__(self, *failure: object) -> None:
        """End all work at once."""
