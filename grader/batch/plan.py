"""What a run has to do: each submission entered into the gradebook, and the files whose results are not known yet."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from grader.batch.task import GradeTask
from grader.intake.submission import Submission
from grader.model.exercise import Exercise
from grader.store.address import Addresses
from grader.store.gradebook import Gradebook
from grader.store.policy import Counts
from grader.store.rows import Attempt, Student
from grader.store.rules import Rules
from grader.submission import Handed, NotHanded, bytes_of, read


@dataclass(frozen=True, slots=True)
class Wish:
    """An attempt whose result has to be the one under ``address``."""

    attempt: Attempt
    address: str


def enter(book: Gradebook, submission: Submission, exercises: Collection[Exercise]) -> Student:
    """Note who handed in what: new files are further attempts."""
    with book.transaction():
        student = book.register(
            submission.key,
            name=submission.name,
            email=submission.email,
            ids=submission.ids,
            enrolled=submission.enrolled,
            earlier_key=submission.earlier_key,
        )
        for exercise in exercises:
            _enter_exercise(book, submission, student, exercise)
    return student
