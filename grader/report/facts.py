"""What a page is made of: plain facts, already in the words and the order in which a reader meets them."""

from collections.abc import Mapping
from dataclasses import dataclass

from grader.model.result import Source
from grader.report import words
from grader.report.arrays import Grid, HeatMap
from grader.report.plot import PlotView


@dataclass(frozen=True, slots=True)
class Score:
    """Marks in words, and how much of a bar they fill."""

    got: str
    most: str
    percent: float

    @classmethod
    def of(cls, got: float | None, most: float) -> "Score":
        """``got`` None is a score that was withheld."""
        filled = 0.0 if got is None or most <= 0 else max(0.0, min(100.0, 100 * got / most))
        return cls(words.marks(got), words.marks(most), round(filled, 1))


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, and the line it speaks of."""

    code: str
    message: str
    place: str
    href: str
    text: str
    """The line itself."""
    alike: int = 0
    """How many more of the same code there are, not worth telling one by one."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a marked line: a sentence, and the checks that it explains, as titles and links.

    The sentence is empty where a hint keeps it folded.
    """

    text: str
    tone: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One value in one case."""

    case: str
    name: str
    hidden: bool
    ok: bool
    message: str
    band: str
    error: str
    worst: tuple[tuple[str, str], ...]
    """What is known of the worst entry: pairs of a label and a number."""
    picture: Grid | HeatMap | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check."""

    anchor: str
    title: str
    verdict: str
    tone: str
    icon: str
    score: Score
    message: str
    codes: tuple[str, ...]
    """Codes of the findings that ``message`` already tells."""
    errors: tuple[FindingView, ...]
    causes: tuple[FindingView, ...]
    remarks: tuple[FindingView, ...]
    comparisons: tuple[ComparisonView, ...]
    folded: tuple[ComparisonView, ...]
    folded_summary: str
    plots: tuple[PlotView, ...]


@dataclass(frozen=True, slots=True)
class LossView:
    """One thing to fix, with the link to where it is explained."""

    marks: str
    sentence: str
    exercise: str
    what: str
    href: str
    place: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise."""

    id: str
    anchor: str
    title: str
    status: str
    tone: str
    score: Score
    message: str
    errors: tuple[FindingView, ...]
    remarks: tuple[FindingView, ...]
    checks: tuple[CheckView, ...]
    printed: str
    printed_note: str
    filename: str
    source: Source | None
    notes: Mapping[int, tuple[Note, ...]]
    """What stands beside the lines of the source, by line."""

    @property
    def line_prefix(self) -> str:
        """What the ids of the lines of the code begin with."""
        return f"{self.anchor}.line-"


@dataclass(frozen=True, slots=True)
class PageView:
    """A whole page."""

    submission: str
    course: str
    score: Score
    headline: str
    withheld: bool
    losses: tuple[LossView, ...]
    exercises: tuple[ExerciseView, ...]
    provenance: tuple[tuple[str, str], ...]
    bands: Mapping[str, str]
