"""What every export is made from: a class's students with their marks, and each one's record to look into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.model.result import Report
from grader.model.verdict import Status
from grader.report.record import from_json

Notes = list[str]
"""What a person has to know of an export, such as who was left out: one sentence each."""


@dataclass(frozen=True, slots=True)
class ExerciseMark:
    """What counts for one exercise. ``score`` None: withheld."""

    id: str
    status: Status
    score: float | None
    max_score: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One student."""

    student: str
    score: float | None
    """None while anything is withheld, or when there is nothing to mark."""
    max_score: float
    exercises: Mapping[str, ExerciseMark]
    name: str = ""
    email: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Identifiers by kind, as the gradebook has them."""
    enrolled: bool = False
    """Whether a roster has them."""
    record: Path | None = None
    """The ``results.json`` of their report."""

    def report(self) -> Report | None:
        """The whole record, read anew each time so that a class need not fit into memory; None when there is none."""
        if self.record is None or not self.record.is_file():
            return None
        return from_json(self.record.read_text(encoding="utf-8"))

    def id(self, *kinds: str) -> str:
        """The first identifier of one of these kinds; empty when there is none."""
        return next((self.ids[kind] for kind in kinds if self.ids.get(kind)), "")


@dataclass(frozen=True, slots=True)
class ClassMarks:
    """A class."""

    course: str
    exercises: Mapping[str, str]
    """Titles by id, in the order of the course."""
    entries: tuple[Entry, ...]

    @property
    def max_score(self) -> float:
        """The most that anybody could get."""
        return max((entry.max_score for entry in self.entries), default=0.0)

    def most_for(self, exercise: str) -> float:
        """The most that one exercise could give."""
        return max((e.exercises[exercise].max_score for e in self.entries if exercise in e.exercises), default=0.0)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may ask of an export."""

    exercise: str = ""
    """Only this exercise; empty for the total."""
    title: str = ""
    """The name of the assignment in the other system; empty for that of the exercise or the course."""
    worksheet: Path | None = None
    """Moodle's downloaded grading worksheet."""
    scale: bool = False
    """Whether marks may be scaled to the other system's maximum."""
    hidden: str = "hidden"
    """Gradescope's visibility for checks that have hidden cases."""


@dataclass(frozen=True, slots=True)
class Column:
    """The one column of marks that a learning platform takes."""

    title: str
    max_score: float
    exercise: str

    def score(self, entry: Entry) -> float | None:
        """What stands in it for a student; None when there is nothing, or it is withheld."""
        if not self.exercise:
            return entry.score
        mark = entry.exercises.get(self.exercise)
        return None if mark is None else mark.score


def column(marks: ClassMarks, options: Options) -> Column:
    """The column that ``options`` ask for."""
    if options.exercise:
        title = options.title or marks.exercises.get(options.exercise, options.exercise)
        return Column(title, marks.most_for(options.exercise), options.exercise)
    return Column(options.title or marks.course, marks.max_score, "")


def unmarked(marks: ClassMarks, chosen: Column, notes: Notes) -> None:
    """Note for whom there is no mark: nothing of theirs is written, so that in the other system nothing changes."""
    left = [entry.student for entry in marks.entries if chosen.score(entry) is None]
    if left:
        notes.append(f"No mark for {some(left)}: nothing was handed in, or the mark is withheld. They are left as they are.")


def some(names: list[str]) -> str:
    """The first of ``names``, and how many more there are."""
    shown = ", ".join(names[:10])
    return shown if len(names) <= 10 else f"{shown} and {len(names) - 10} more"
