"""What counts for each exercise of each student: the attempt that the policy picks, less lateness, plus adjustments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.conclude import weigh
from grader.model.exercise import Exercise
from grader.model.result import CheckResult, ExerciseResult
from grader.model.verdict import Status
from grader.score import rounded, total
from grader.store.policy import Decision, Policy, Try, decide
from grader.store.rows import Adjustment, Attempt, CheckRow, Student


@dataclass(frozen=True, slots=True)
class Mark:
    """What counts for one exercise of one student, in points of the course (``max_score`` is the exercise's weight)."""

    exercise: str
    status: Status
    score: float | None
    """After lateness and adjustments; None while a fault of ours withholds it."""
    max_score: float
    earned: float | None
    """What the attempt that counts got, before lateness and adjustments."""
    penalty: float = 0.0
    """Marks taken off for being late."""
    adjustment: float = 0.0
    """Marks that the instructor gave (or took), as far as they changed anything: no mark is below 0."""
    days_late: int = 0
    attempt: int | None = None
    """The number of the attempt that counts; None when there is none."""
    attempts: int = 0
    result: int | None = None
    """The id of its result, for :meth:`Gradebook.record`, :meth:`Gradebook.checks` and :meth:`Gradebook.findings`."""
    note: str = ""
    """One sentence on which attempt counts and why, where that needs saying."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A student and what counts for them, by exercise in the order of the course."""

    student: Student
    marks: Mapping[str, Mark]

    @property
    def score(self) -> float | None:
        """The total; None while anything is withheld."""
        return total(mark.score for mark in self.marks.values())

    @property
    def max_score(self) -> float:
        """The most that the exercises graded so far can give."""
        return total(mark.max_score for mark in self.marks.values()) or 0.0


def mark(
    exercise: Exercise,
    weight: float,
    policy: Policy,
    student: Student,
    attempts: Sequence[Attempt],
    checks: Mapping[int, tuple[CheckRow, ...]],
    adjustments: Iterable[Adjustment] = (),
) -> Mark:
    """The mark for one exercise. ``checks`` holds those of the attempts' results, by result id."""
    tries = [_try(exercise, weight, each, checks) for each in attempts]
    decision = decide(policy, exercise.id, tries, weight, names(student))
    given = rounded(sum(each.points for each in adjustments))
    if decision is None:
        allowed = max(0.0, given)
        return Mark(exercise.id, Status.MISSING, allowed, weight, 0.0, adjustment=allowed)
    by_number = {attempt.number: (attempt, one.score) for attempt, one in zip(attempts, tries, strict=True)}
    chosen, earned = by_number[decision.number]
    score, adjustment = _adjusted(decision, given)
    return Mark(
        exercise=exercise.id,
        status=chosen.status or Status.WITHHELD,
        score=score,
        max_score=weight,
        earned=earned,
        penalty=decision.penalty,
        adjustment=adjustment,
        days_late=decision.days_late,
        attempt=decision.number,
        attempts=len(attempts),
        result=chosen.result,
        note=decision.note,
    )


def names(student: Student) -> tuple[str, ...]:
    """Everything that a policy may call a student by."""
    return tuple(dict.fromkeys(filter(None, (student.key, student.email, student.name, *student.ids.values()))))


def _adjusted(decision: Decision, given: float) -> tuple[float | None, float]:
    """The score after an adjustment of ``given``, and what that really changed."""
    if decision.score is None:
        return None, 0.0
    score = max(0.0, rounded(decision.score + given))
    return score, rounded(score - decision.score)


def _try(exercise: Exercise, weight: float, attempt: Attempt, checks: Mapping[int, tuple[CheckRow, ...]]) -> Try:
    score = attempt.score
    if score is not None and attempt.max_score != weight and attempt.result is not None:
        score = weighed(exercise, attempt, checks.get(attempt.result, ()), weight)
    return Try(attempt.number, score, attempt.submitted, attempt.late)


def weighed(exercise: Exercise, attempt: Attempt, rows: Sequence[CheckRow], weight: float) -> float | None:
    """An attempt's score in points of the course: to the cent what its report shows."""
    checks = tuple(CheckResult(r.id, r.title, r.verdict, r.score, r.max_score, True, r.message) for r in rows)
    result = ExerciseResult(
        exercise.id, exercise.title, Status.GRADED, attempt.score, attempt.max_score, "", checks
    )
    return weigh(result, weight).score
