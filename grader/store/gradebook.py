"""The gradebook as everyone else sees it: one object over one SQLite file.

Readers (class page, exports): :meth:`Gradebook.standings` gives everyone's marks that count; each mark names the result
it comes from, and :meth:`Gradebook.record`, :meth:`Gradebook.checks` and :meth:`Gradebook.findings` tell of results.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from grader import __version__
from grader.model.exercise import Course
from grader.model.result import Report
from grader.store import adjustments, attempts, changes, results, runs, students
from grader.store.changes import Change
from grader.store.database import connect, transaction
from grader.store.marks import Standing
from grader.store.rows import Adjustment, Attempt, CheckRow, FindingRow, Kept, Student
from grader.store.rules import Facts, Rules
from grader.store.summary import unpack


class Gradebook:
    """An open gradebook. Use it from one thread; close it, best as a context manager."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file at ``path``; with ``create``, make it where there is none. UsageError when that cannot be done."""
        self.path = path
        self.connection: sqlite3.Connection = connect(path, create=create)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def transaction(self) -> AbstractContextManager[None]:
        """What is written inside is written together, or not at all."""
        return transaction(self.connection)

    # Reading

    def students(self) -> list[Student]:
        """Everyone known, by key: those who handed in, and those whom a roster named."""
        return students.all_students(self.connection)

    def student(self, who: str) -> Student:
        """The student whose key, name, email or identifier is ``who``; UsageError when there is none, or several."""
        return students.find(self.connection, who)

    def attempts(self, student: Student) -> list[Attempt]:
        """All attempts of a student, by exercise and in the order in which they came."""
        return attempts.of_student(self.connection, student.id)

    def absences(self, student: Student) -> Mapping[str, str]:
        """By exercise that was looked for and not handed in: the sentence about it."""
        return attempts.absences(self.connection, student.id)

    def adjustments(self, student: Student) -> list[Adjustment]:
        """What an instructor gave or took by hand, in order."""
        return adjustments.of_student(self.connection, student.id)

    def source(self, attempt: Attempt) -> tuple[str, bytes | str]:
        """Name and bytes of the file that was handed in; a sentence in place of the bytes where it could not be read."""
        return attempts.source(self.connection, attempt.source)

    def latest(self, student: Student, exercise: str) -> Report | None:
        """The record of the last attempt at one exercise, in the exercise's own points; None while there is none."""
        made = [each.result for each in self.attempts(student) if each.exercise == exercise and each.result is not None]
        return self.record(made[-1]) if made else None

    def record(self, result: int) -> Report | None:
        """The record of a result by its id: a report on one exercise alone, in that exercise's own points."""
        packed = results.record(self.connection, result)
        return unpack(packed) if packed is not None else None

    def checks(self, of: Collection[int]) -> Mapping[int, tuple[CheckRow, ...]]:
        """By result id: its checks. Much faster than reading records."""
        return results.checks(self.connection, of)

    def findings(self, of: Collection[int]) -> Mapping[int, tuple[FindingRow, ...]]:
        """By result id: its findings, diagnosed misconceptions among them (level ``"cause"``), with the line of code."""
        return results.findings(self.connection, of)

    def standings(self, course: Course) -> list[Standing]:
        """Everyone's marks that count under the course's policies, by key; see :meth:`Rules.standing`."""
        rules = Rules.of(course)
        tried = attempts.by_student(self.connection)
        absent = attempts.all_absences(self.connection)
        given = adjustments.by_student(self.connection)
        rows = self.checks(rules.to_weigh(attempt for each in tried.values() for attempt in each))
        everyone = [
            Facts(each, tried.get(each.id, []), absent.get(each.id, set()), given.get(each.id, []))
            for each in self.students()
        ]
        return [rules.standing(facts, rows) for facts in everyone]

    def standing(self, rules: Rules, student: Student) -> Standing:
        """One student's marks that count."""
        tried = self.attempts(student)
        facts = Facts(student, tried, self.absences(student), self.adjustments(student))
        return rules.standing(facts, self.checks(rules.to_weigh(tried)))

    def packed(self, found: Collection[int]) -> dict[int, bytes]:
        """Records by result id, as they are stored: :func:`grader.store.summary.unpack` reads them."""
        return {result: packed for result in found if (packed := results.record(self.connection, result)) is not None}

    def addresses(self, found: Collection[int]) -> dict[int, tuple[str, str]]:
        """By result id: its content address, and when it was made."""
        return results.keys(self.connection, found)

    def changes(self, run: int) -> list[Change]:
        """Whose marks a run changed, against the run before it that came to its end."""
        return changes.of_run(self.connection, run)

    # Writing

    def adjust(self, student: Student, exercise: str, points: float, note: str) -> None:
        """Give (or take) marks by hand, on top of earlier adjustments."""
        adjustments.add(self.connection, student.id, Adjustment(exercise, points, note, _now()))

    def withdraw(self, student: Student, exercise: str) -> int:
        """Take back all adjustments of an exercise; how many there were."""
        return adjustments.withdraw(self.connection, student.id, exercise)

    def register(self, key: str, **known: Any) -> Student:
        """The student of this key, made or brought up to date; see :func:`grader.store.students.register`."""
        return students.register(self.connection, key, **known)

    def hand_in(
        self,
        student: Student,
        exercise: str,
        filename: str,
        content: bytes | str,
        *,
        submitted: datetime | None = None,
        late: bool = False,
    ) -> bool:
        """Note the file that a student handed in (or why it cannot be read): whether it is a further attempt."""
        with self.transaction():
            return attempts.hand_in(
                self.connection, student.id, exercise, filename, content, submitted=submitted, late=late, seen=_now()
            )

    def absent(self, student: Student, exercise: str, message: str) -> None:
        """Note that an exercise was looked for and not handed in."""
        attempts.absent(self.connection, student.id, exercise, message)

    def known(self, address: str) -> int | None:
        """The id of the result under a content address, if there is one that need not be run again."""
        return results.known(self.connection, address)

    def keep(self, address: str, kept: Kept, of: Iterable[int] = ()) -> int:
        """Store a result under its address, and that it is the result of these attempts (by id). Its id."""
        with self.transaction():
            result = results.keep(self.connection, address, kept, _now())
            attempts.give_results(self.connection, ((result, attempt) for attempt in of))
        return result

    def give_result(self, result: int, of: Iterable[int]) -> None:
        """Say that a stored result is that of these attempts (by id)."""
        attempts.give_results(self.connection, ((result, attempt) for attempt in of))

    def forget_withheld(self) -> None:
        """Let everything whose score is withheld be run again, also what was set aside."""
        results.forget_withheld(self.connection)

    def begin_run(self) -> int:
        """Note that a run begins; its id."""
        return runs.begin(self.connection, _now(), __version__)

    def finish_run(self, run: int, course: Course) -> None:
        """Log what counts now, and that the run came to its end."""
        with self.transaction():
            changes.log(self.connection, run, self.standings(course))
            runs.finish(self.connection, run, _now())

    def page_digest(self, student: int, folder: str) -> str | None:
        """What the page of a student (by id) in ``folder`` was made from."""
        return runs.page_digest(self.connection, student, folder)

    def page_made(self, student: int, folder: str, digest: str) -> None:
        """Note what the page of a student (by id) in ``folder`` was made from."""
        runs.page_made(self.connection, student, folder, digest)


def _now() -> datetime:
    return datetime.now(UTC)
