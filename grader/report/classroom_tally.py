"""Adding up a class, one student at a time: marks, checks, and what went wrong by how many share it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from grader.model.result import CONSEQUENCE, LOCATION, SAME_CAUSE
from grader.model.verdict import Status, Verdict
from grader.report.classroom_rows import ClassCheck, ClassExercise, ClassFinding, ClassRow

_SOME_CASES = re.compile(r"\s*It shows in some cases only:.*", re.DOTALL)
_PLACE = re.compile(r"\s+(?:Look at (?:line|cell) \d|The first value that is not as expected comes).*?(?=\s+Read “|$)", re.DOTALL)
_ON_LINE = re.compile(r"^On line \d+ ")
_AT_END = re.compile(r",?(?: on| in)? (?:cell \d+, )?line \d+(?=[.:])")
"""Where in one submission it is, in and after the words that say what it is."""
_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)?(?:e[-+−]?\d+)?")
_SPACES = re.compile(r"\s+")
_BY_CHECK = frozenset({"wrong_value"})
"""Codes that say little without the check. All others are one thing, by their words, in all checks of an exercise."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a student went wrong: their number in the order of the class, and the line that shows it."""

    student: int
    line: int | None
    text: str


@dataclass(slots=True)
class Group:
    """All who went wrong in the same way. ``cause``: it is a diagnosis, and no bare error."""

    exercise: str
    check: str
    code: str
    cause: bool
    messages: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)

    @property
    def message(self) -> str:
        """How it is most often told."""
        return max(self.messages, key=lambda each: (self.messages[each], -len(each), each))


@dataclass(slots=True)
class Checked:
    """One check over the class."""

    title: str
    max_score: float
    verdicts: Counter[Verdict] = field(default_factory=Counter)


@dataclass(slots=True)
class Exercised:
    """One exercise over the class."""

    title: str
    statuses: Counter[Status] = field(default_factory=Counter)
    checks: dict[str, Checked] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """What stays of a student."""

    name: str
    student: str
    link: str
    score: float | None
    max_score: float
    marks: dict[str, tuple[float | None, float, Status]]
    """By exercise: the marks, the most there were, and how it ended."""


@dataclass(slots=True)
class Tally:
    """The class so far."""

    students: list[Listed] = field(default_factory=list)
    exercises: dict[str, Exercised] = field(default_factory=dict)
    groups: dict[tuple[str, ...], Group] = field(default_factory=dict)

    def add(self, row: ClassRow) -> None:
        """Count one student."""
        number = len(self.students)
        marks = {each.id: (each.score, each.max_score, each.status) for each in row.exercises}
        self.students.append(Listed(row.name, row.student, row.link, row.score, row.max_score, marks))
        for exercise in row.exercises:
            known = self.exercises.setdefault(exercise.id, Exercised(exercise.title))
            known.statuses[exercise.status] += 1
            for check in exercise.checks:
                self._count(known, check)
            for key, finding in distinct(exercise):
                self._place(key, finding, number)

    def _count(self, exercise: Exercised, check: ClassCheck) -> None:
        # Rows that stand for lateness or an adjustment are worth nothing and judge nothing.
        if check.max_score > 0:
            known = exercise.checks.setdefault(check.id, Checked(check.title, check.max_score))
            known.verdicts[check.verdict] += 1

    def _place(self, key: tuple[str, ...], finding: ClassFinding, student: int) -> None:
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = Group(key[1], _check(key, finding), finding.code, finding.level == "cause")
        # A bound, for a class in which everybody's message reads differently.
        if len(group.messages) < 50 or words(finding.message) in group.messages:
            group.messages[words(finding.message)] += 1
        group.places.append(Place(student, finding.line, _SPACES.sub(" ", finding.text)))


def distinct(exercise: ClassExercise) -> Iterator[tuple[tuple[str, ...], ClassFinding]]:
    """What one student got wrong in an exercise, each thing once, with a key that is the same for all who share it.

    A diagnosis is known by its words, so that it counts once however many checks it explains; what only points to one under
    another check is none, and a place alone is nothing to share. A bare error counts only where no diagnosis explains its
    check.
    """
    found: dict[tuple[str, ...], ClassFinding] = {}
    causes = [finding for finding in exercise.findings if finding.level == "cause" and finding.code != LOCATION]
    explained = {finding.check for finding in causes}
    for finding in causes:
        if finding.code in (CONSEQUENCE, SAME_CAUSE):
            continue
        _keep(found, ("cause", exercise.id, finding.code, _NUMBER.sub("#", words(finding.message))), finding)
    for finding in exercise.findings:
        if finding.level == "error" and finding.check not in explained:
            by_check = finding.code in _BY_CHECK
            check, said = (finding.check, "") if by_check else ("", _NUMBER.sub("#", words(finding.message)))
            _keep(found, ("error", exercise.id, finding.code, check, said), finding)
    yield from found.items()


def tally(rows: Iterable[ClassRow]) -> Tally:
    """The whole class. ``rows`` is read once, and none of it is kept but what the page shows."""
    whole = Tally()
    for row in rows:
        whole.add(row)
    return whole


def _check(key: tuple[str, ...], finding: ClassFinding) -> str:
    """The check that a group is about; empty for one that is about the exercise."""
    return finding.check if key[0] == "cause" else key[3]


def words(message: str) -> str:
    """A message without what is of one submission only: the place, and the cases in which it happens to show."""
    what = _ON_LINE.sub("On one line ", _PLACE.sub("", _SOME_CASES.sub("", message)))
    return _AT_END.sub("", what)[:600]


def _keep(found: dict[tuple[str, ...], ClassFinding], key: tuple[str, ...], finding: ClassFinding) -> None:
    """Keep one finding a key, best one that names a line."""
    known = found.get(key)
    if known is None or (not known.text and finding.text):
        found[key] = finding
