"""What to fix first: the marks that were lost, biggest loss first, one sentence each."""

from collections.abc import Iterator
from dataclasses import dataclass

from grader.model.result import CheckResult, ExerciseResult, Report
from grader.model.verdict import Status, Verdict
from grader.report import words
from grader.report.text import sentence


@dataclass(frozen=True, slots=True)
class Loss:
    """Marks that one thing cost. ``checks`` is empty when an exercise was lost as a whole."""

    exercise: ExerciseResult
    checks: tuple[CheckResult, ...]
    lost: float
    sentence: str
    line: int | None
    waiting: bool = False
    """The checks were not judged, because of something else in this list."""

    @property
    def place(self) -> str:
        """Where its line stands, unless the sentence says so."""
        place = words.place(self.exercise.source, self.line) if self.line else ""
        return "" if place in self.sentence else place

    @property
    def why(self) -> str:
        """The cause, where a diagnosis found one. A page folds it away as a hint; a printed summary cannot."""
        found = (finding.message for check in self.checks for finding in check.findings if finding.level == "cause")
        return sentence(next(found, ""))

    @property
    def what(self) -> str:
        """What the marks were for."""
        if not self.checks:
            return self.exercise.title
        first, *rest = (check.title for check in self.checks)
        return first if not rest else f"{first} and {len(rest)} more"


def losses(report: Report) -> tuple[Loss, ...]:
    """Every loss of a report; what only waits on something else comes last."""
    found = [loss for exercise in report.exercises for loss in of_exercise(exercise)]
    return tuple(sorted(found, key=lambda loss: (loss.waiting, -loss.lost)))


def of_exercise(exercise: ExerciseResult) -> tuple[Loss, ...]:
    """The losses of one exercise. Checks that fell to one cause, told by one sentence, are one loss."""
    if exercise.status is not Status.GRADED:
        return tuple(_whole(exercise))
    causes: dict[tuple[bool, str], list[CheckResult]] = {}
    for check in exercise.checks:
        if _lost(check) > 0:
            waiting = check.verdict is Verdict.SKIPPED
            causes.setdefault((waiting, _told(check)), []).append(check)
    return tuple(
        Loss(exercise, tuple(checks), _sum(checks), message, _line(checks[0]), waiting)
        for (waiting, message), checks in causes.items()
    )


def _whole(exercise: ExerciseResult) -> Iterator[Loss]:
    """The one loss of an exercise that could not be graded at all."""
    lost = round(exercise.max_score - (exercise.score or 0.0), 2)
    if exercise.status is not Status.WITHHELD and lost > 0:
        line = next((finding.line for finding in exercise.findings if finding.line), None)
        message = sentence(exercise.message) or f"{words.status(exercise).capitalize()}."
        yield Loss(exercise, (), lost, message, line)


def _lost(check: CheckResult) -> float:
    return 0.0 if check.score is None else check.max_score - check.score


def _sum(checks: list[CheckResult]) -> float:
    return round(sum(map(_lost, checks)), 2)


def _line(check: CheckResult) -> int | None:
    """The line that explains the loss; a diagnosis is a hint, which a student unfolds when they want it."""
    return next((finding.line for finding in check.findings if finding.level == "error" and finding.line), None)


def _told(check: CheckResult) -> str:
    """What went wrong, in one sentence."""
    errors = (finding.message for finding in check.findings if finding.level == "error")
    return sentence(check.message or next(errors, "")) or f"{words.verdict(check.verdict).capitalize()}."
