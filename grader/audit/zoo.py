"""The zoo: named submissions, right and faulty, with what each must get."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from grader.audit.record import ZooTally, sample
from grader.errors import SpecError
from grader.model.exercise import Course, Exercise
from grader.model.result import CheckResult, ExerciseResult
from grader.spec.document import Document
from grader.spec.settings import Strict

FILE = "zoo.yaml"

Grade = Callable[[bytes], ExerciseResult]
"""Grades a source text as a submission to one exercise."""


@dataclass(frozen=True)
class Entry:
    """One submission of the zoo: its file, whether it is right, and what a faulty one must lose and keep."""

    exercise: str
    file: str
    kind: str
    """"right" or "faulty"."""
    note: str
    """The mistake that was made, or the style of a right one."""
    cause: str
    """The diagnosis it should get."""
    line: int | None
    """The line on which it goes wrong."""
    loses: tuple[str, ...]
    """Checks of which it must lose at least one."""
    keeps: tuple[str, ...]
    """Checks that it must not lose."""
    held_out: bool
    """Whether it is kept aside while diagnoses are written."""
    faults: int
    """How many mistakes it has."""
    cause_2: str
    line_2: int | None
    judgement_call: bool
    """Whether full marks are acceptable, too."""
    folder: Path

    @property
    def id(self) -> str:
        """Exercise and file."""
        return f"{self.exercise}/{self.file}"

    @property
    def source(self) -> bytes:
        """The submission."""
        return (self.folder / self.file).read_bytes()


class Row(Strict):
    """One entry as it stands in ``zoo.yaml``."""

    file: str
    kind: Annotated[str, Field(pattern=r"^(right|faulty)$")]
    mistake: str = ""
    style: str = ""
    cause: str | None = None
    line: int | None = None
    cause_2: str | None = None
    line_2: int | None = None
    loses: list[str] | None = None
    keeps: list[str] | None = None
    held_out: bool = False
    faults: int = 1
    judgement_call: bool = False


def zoo_folder(course: Course, exercise: Exercise) -> Path | None:
    """Where the exercise's zoo is: ``tests/zoo/<id>`` of the course or ``zoo`` beside its spec; None when it has none."""
    places = (course.root / "tests" / "zoo" / exercise.id, exercise.folder / "zoo")
    return next((place for place in places if (place / FILE).is_file()), None)


def entries(folder: Path, exercise: str) -> list[Entry]:
    """The entries of the zoo in ``folder``. Raises SpecError where its list is not in order."""
    document = Document(folder / FILE)
    rows = [document.validate(Row, place) for place in document.items(())]
    if document.problems:
        raise SpecError(tuple(document.problems))
    return [
        Entry(
            exercise=exercise,
            file=row.file,
            kind=row.kind,
            note=row.mistake or row.style,
            cause=row.cause or "",
            line=row.line,
            loses=tuple(row.loses or ()),
            keeps=tuple(row.keeps or ()),
            held_out=row.held_out,
            faults=row.faults,
            cause_2=row.cause_2 or "",
            line_2=row.line_2,
            judgement_call=row.judgement_call,
            folder=folder,
        )
        for row in rows
        if row is not None
    ]


def lost(result: ExerciseResult) -> dict[str, CheckResult]:
    """The checks that did not get full marks."""
    return {check.id: check for check in result.checks if check.score is None or check.score < check.max_score}


def is_full(result: ExerciseResult) -> bool:
    """Whether a result has all marks."""
    return result.score == result.max_score


def complaint(entry: Entry, result: ExerciseResult) -> str | None:
    """What is wrong with the verdict on an entry, or None."""
    missing = lost(result)
    if any(finding.code == "not_explained" for check in missing.values() for finding in check.findings):
        return "the search for its cause ended in an error"
    if entry.kind == "right":
        return None if is_full(result) else f"loses {', '.join(missing)}: {next(iter(missing.values())).message}"
    if is_full(result):
        return None if entry.judgement_call else f"keeps full marks, though: {entry.note}"
    kept = [name for name in entry.loses if name not in missing and any(c.id == name for c in result.checks)]
    if len(kept) == len(entry.loses) > 0:
        return f"loses {', '.join(missing)}, not {', '.join(entry.loses)}"
    unfair = [name for name in entry.keeps if name in missing]
    return f"loses {', '.join(unfair)} too: {missing[unfair[0]].message}" if unfair else None


def tally(rows: Iterable[tuple[Entry, ExerciseResult]], listed: int) -> ZooTally:
    """The confusion table of graded entries, of ``listed`` that there are."""
    rows = list(rows)
    right = [is_full(result) for entry, result in rows if entry.kind == "right"]
    faulty = [not is_full(result) for entry, result in rows if entry.kind == "faulty" and not entry.judgement_call]
    complaints = tuple((entry.file, text) for entry, result in rows if (text := complaint(entry, result)))
    calls = len(rows) - len(right) - len(faulty)
    return ZooTally(listed, len(right), sum(right), len(faulty), sum(faulty), calls, complaints)


def confusion(rows: list[tuple[Entry, ExerciseResult]]) -> str:
    """One line of the confusion table."""
    counted = tally(rows, len(rows))
    return (
        f"right: {counted.right_kept} of {counted.right} kept full marks; "
        f"faulty: {counted.faulty_lost} of {counted.faulty} lost some"
    )


def graded(chosen: Sequence[Entry], grade: Grade, pool: Executor) -> Iterator[tuple[Entry, ExerciseResult]]:
    """Each entry with its result, in order."""
    yield from zip(chosen, pool.map(lambda entry: grade(entry.source), chosen), strict=True)


def audited(course: Course, exercise: Exercise, grade: Grade, pool: Executor, most: int | None) -> ZooTally | None:
    """How the exercise's zoo fares, at most ``most`` of its entries; None when it has no zoo."""
    folder = zoo_folder(course, exercise)
    if folder is None:
        return None
    listed = entries(folder, exercise.id)
    chosen = [listed[i] for i in sample(len(listed), most)]
    return tally(graded(chosen, grade, pool), len(listed))
