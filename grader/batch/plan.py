"""What a run has to do: each submission entered into the gradebook, and the files whose results are not known yet."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.batch.task import GradeTask
from grader.intake.submission import Submission
from grader.model.exercise import Exercise
from grader.model.verdict import Status
from grader.store.address import Addresses
from grader.store.gradebook import Gradebook
from grader.store.policy import Counts
from grader.store.rows import Attempt, Student
from grader.store.rules import Rules
from grader.submission import LARGEST_FILE, Handed, read

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Wish:
    """An attempt whose result has to be the one under ``address``."""

    attempt: Attempt
    address: str


def enter(book: Gradebook, submission: Submission, exercises: Iterable[Exercise]) -> Student:
    """Note who handed in what: a file that is not the one handed in last is a further attempt."""
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


def _enter_exercise(book: Gradebook, submission: Submission, student: Student, exercise: Exercise) -> None:
    names = (exercise.filename, f"{exercise.id}.ipynb")
    filename = next((name for name in names if name in submission.files), "")
    content: bytes | str | None = plain_bytes(submission.files[filename]) if filename else None
    if content is None:
        refused = read(submission.folder, exercise)
        if not isinstance(refused, Handed) and refused.status is Status.MISSING:
            book.absent(student, exercise.id, " ".join((refused.message, *submission.notes)))
            return
        content = refused.source if isinstance(refused, Handed) else refused.message
    book.hand_in(student, exercise.id, filename, content, submitted=submission.submitted, late=submission.late)


def plain_bytes(path: Path) -> bytes | None:
    """The bytes of a regular file of a size that the grader reads; None for anything else, links among them."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return None
    with open(descriptor, "rb") as file:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > LARGEST_FILE:
            return None
        return file.read(LARGEST_FILE + 1)[:LARGEST_FILE]


def wishes(
    book: Gradebook, rules: Rules, addresses: Addresses, student: Student, exercises: Iterable[Exercise]
) -> list[Wish]:
    """Which attempts of a student at ``exercises`` need a result: those that might count."""
    tried: dict[str, list[Attempt]] = {}
    for attempt in book.attempts(student):
        tried.setdefault(attempt.exercise, []).append(attempt)
    found = []
    for exercise in exercises:
        considered = tried.get(exercise.id, [])[: rules.policy.most]
        if rules.policy.counts is Counts.LAST:
            considered = considered[-1:]
        found += [Wish(attempt, addresses.of(exercise.id, attempt.source)) for attempt in considered]
    return found


def grade_task(book: Gradebook, student: Student, wish: Wish) -> GradeTask:
    """The task that brings about a wish."""
    filename, content = book.source(wish.attempt)
    exercise = wish.attempt.exercise
    return GradeTask(wish.address, exercise, filename, content, f"{student.label}: {exercise}")
