"""Where an audit tries programs: one exercise, its expectations and a sandbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.conclude import concluded, withheld
from grader.errors import SpecError
from grader.expected.record import Expectation
from grader.expected.source import Expectations
from grader.grade import judge, plan
from grader.model.call import Job
from grader.model.exercise import Exercise
from grader.model.result import ExerciseResult
from grader.sandbox.host import Sandbox
from grader.sandbox.session import Session


@dataclass(frozen=True, slots=True)
class Bench:
    """One exercise, ready to have programs tried on it from several threads."""

    exercise: Exercise
    sandbox: Sandbox
    expectations: Expectations

    @property
    def expected(self) -> Mapping[tuple[str, str], Expectation]:
        """What is expected in each case. Raises SpecError when the reference and the cases do not fit."""
        return self.expectations.of(self.exercise)

    def grade(self, source: bytes) -> ExerciseResult:
        """Grade ``source`` as a submission is graded, but for the diagnosis: that explains lost marks and changes none."""
        exercise, expected = self.exercise, self.expected
        try:
            with self.open(source) as session:
                observation = session.observe(plan(exercise.parts, expected))
                judged = judge(exercise, exercise.parts, expected, observation, session.run)
            return concluded(exercise, observation, tuple(result for _, result in judged))
        except SpecError:
            raise
        except Exception as error:
            return withheld(exercise, error)

    def open(self, source: bytes) -> Session:
        """A worker with ``source`` imported, as grading opens it."""
        exercise = self.exercise
        return self.sandbox.open(
            Job(exercise.filename, source, exercise.framework, exercise.limits, exercise.watches)
        )


def solution_of(exercise: Exercise) -> Path | None:
    """The author's own solution, ``solutions/<id>.py`` beside the reference; None when there is none."""
    if exercise.reference is None:
        return None
    path = exercise.reference.parent / "solutions" / exercise.filename
    return path if path.is_file() else None
