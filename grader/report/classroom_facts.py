"""What the class page is made of: plain facts, in the words and the order in which an instructor meets them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the distribution of marks."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick of an axis: its place and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the marks are spread, ready to draw, and in words."""

    bars: tuple[Bar, ...]
    x_ticks: tuple[Mark, ...]
    y_ticks: tuple[Mark, ...]
    median_at: float
    median: str
    description: str
    figures: tuple[tuple[str, str], ...]
    """Pairs of a label and a number."""


@dataclass(frozen=True, slots=True)
class CheckCell:
    """One check of the heat strip."""

    title: str
    rate: str
    heat: int
    """From 0, all passed, to 4."""
    detail: str
    shares: tuple[tuple[str, float, float], ...]
    """Tone, start and width of each piece of the bar, in percent."""


@dataclass(frozen=True, slots=True)
class ExerciseStrip:
    """One exercise of the heat strip."""

    id: str
    title: str
    summary: str
    cells: tuple[CheckCell, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """A student where they went wrong."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of code, and who wrote it like that."""

    text: str
    students: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Misconception:
    """Something that part of the class got wrong."""

    number: int
    """By which the rows of the students' table name it."""
    said: str
    """The diagnosis in words; of a bare error the check that found it."""
    where: str
    code: str
    instance: str
    """Of a bare error: what one of the students was told."""
    count: int
    share: str
    percent: float
    example: str
    lines: tuple[CodeLine, ...]
    more: int
    """Students whom ``lines`` leaves out, so that the page stays small."""
    students: tuple[int, ...]
    """All of them, by their number in the order in which they came."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A student's marks for one exercise."""

    marks: str
    tone: str
    status: str


@dataclass(frozen=True, slots=True)
class StudentRow:
    """A row of the students' table."""

    name: str
    key: str
    """Where it says something that the name does not."""
    href: str
    cells: tuple[Cell, ...]
    total: str
    groups: str
    """The numbers of the misconceptions, separated by spaces."""


@dataclass(frozen=True, slots=True)
class ClassView:
    """The whole page."""

    course: str
    headline: str
    count: int
    most: str
    distribution: Distribution | None
    causes: tuple[Misconception, ...]
    errors: tuple[Misconception, ...]
    rarer: int
    """Things that went wrong for few and are not listed."""
    strips: tuple[ExerciseStrip, ...]
    columns: tuple[tuple[str, str], ...]
    """Title and most marks of each exercise."""
    students: tuple[StudentRow, ...]
