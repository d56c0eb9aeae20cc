"""From a student's attempts to their standing, under a course's exercises, weights and policies."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.errors import UsageError
from grader.model.exercise import Course, Exercise
from grader.score import rounded
from grader.spec.suggest import suggestion
from grader.store.marks import Mark, Standing, mark
from grader.store.policy import Policy
from grader.store.policy_keys import read_policy
from grader.store.rows import Adjustment, Attempt, CheckRow, Student


def named(course: Course, ids: Collection[str]) -> list[Exercise]:
    """The exercises of these ids, in the order of the course; all of them when none is named. UsageError for an unknown one."""
    known = [exercise.id for exercise in course.exercises]
    for id in ids:
        if id not in known:
            raise UsageError(f"The course has no exercise {id!r} ({suggestion(id, known)}).")
    return [exercise for exercise in course.exercises if not ids or exercise.id in ids]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one student's work."""

    student: Student
    attempts: Sequence[Attempt]
    absent: Collection[str]
    """Exercises that were looked for and not handed in."""
    adjustments: Sequence[Adjustment]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a course says about what counts."""

    exercises: tuple[Exercise, ...]
    weights: Mapping[str, float]
    policy: Policy

    @classmethod
    def of(cls, course: Course) -> "Rules":
        """The rules of ``course``; UsageError when its policies cannot be understood."""
        ids = [exercise.id for exercise in course.exercises]
        weights = {e.id: rounded(course.weights.get(e.id, e.points)) for e in course.exercises}
        return cls(course.exercises, weights, read_policy(course.policies, ids))

    def standing(self, facts: Facts, checks: Mapping[int, tuple[CheckRow, ...]]) -> Standing:
        """What counts for one student. ``checks`` holds those of the results that :meth:`to_weigh` names.

        An exercise is in it when it was handed in or looked for: not when it was never graded.
        """
        marks: dict[str, Mark] = {}
        for exercise in self.exercises:
            attempts = [each for each in facts.attempts if each.exercise == exercise.id]
            by_hand = [each for each in facts.adjustments if each.exercise == exercise.id]
            if attempts or by_hand or exercise.id in facts.absent:
                marks[exercise.id] = mark(
                    exercise, self.weights[exercise.id], self.policy, facts.student, attempts, checks, by_hand
                )
        return Standing(facts.student, marks)

    def to_weigh(self, attempts: Iterable[Attempt]) -> set[int]:
        """The results whose points are not those of the course: weighing them takes their checks."""
        return {
            each.result
            for each in attempts
            if each.result is not None and each.score and each.max_score != self.weights.get(each.exercise)
        }
