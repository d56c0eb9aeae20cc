"""Attempts: every version of a file that was ever handed in, with the file itself."""

import sqlite3
import zlib
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from grader.model.verdict import Status
from grader.store.address import source_address
from grader.store.rows import Attempt

_SELECT = """SELECT attempts.*, results.status, results.score, results.max_score FROM attempts
    LEFT JOIN results ON results.id = attempts.result"""


def hand_in(
    connection: sqlite3.Connection,
    student: int,
    exercise: str,
    filename: str,
    content: bytes | str,
    *,
    submitted: datetime | None,
    late: bool,
    seen: datetime,
) -> bool:
    """Note the file that a student handed in (or why it cannot be read): whether it is a further attempt.

    The same file again is the same attempt, and keeps the earliest time at which it is known to have been handed in.
    """
    source = source_address(filename, content)
    last = connection.execute(
        "SELECT id, number, source, submitted, late FROM attempts WHERE student = ? AND exercise = ?"
        " ORDER BY number DESC LIMIT 1",
        (student, exercise),
    ).fetchone()
    text = submitted.isoformat() if submitted else None
    if last is not None and last["source"] == source:
        if last["submitted"] is None and (text, late) != (None, bool(last["late"])):
            connection.execute("UPDATE attempts SET submitted = ?, late = ? WHERE id = ?", (text, late, last["id"]))
        return False
    packed = content if isinstance(content, str) else zlib.compress(content)
    connection.execute("INSERT OR IGNORE INTO sources VALUES (?, ?, ?)", (source, filename, packed))
    connection.execute("DELETE FROM absences WHERE student = ? AND exercise = ?", (student, exercise))
    connection.execute(
        "INSERT INTO attempts (student, exercise, number, source, submitted, late, seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (student, exercise, last["number"] + 1 if last else 1, source, text, late, seen.isoformat()),
    )
    return True


def source(connection: sqlite3.Connection, address: str) -> tuple[str, bytes | str]:
    """Name and content of a file that was kept; a sentence in place of the content where it could not be read."""
    row = connection.execute("SELECT filename, content FROM sources WHERE hash = ?", (address,)).fetchone()
    content = row["content"]
    return row["filename"], content if isinstance(content, str) else zlib.decompress(content)


def of_student(connection: sqlite3.Connection, student: int) -> list[Attempt]:
    """A student's attempts at everything, by exercise, in the order in which they came."""
    rows = connection.execute(f"{_SELECT} WHERE student = ? ORDER BY exercise, number", (student,))
    return [_attempt(row) for row in rows]


def by_student(connection: sqlite3.Connection) -> dict[int, list[Attempt]]:
    """Everyone's attempts by the student's id, each list as :func:`of_student` gives it."""
    rows = connection.execute(f"{_SELECT} ORDER BY student, exercise, number")
    return {student: [_attempt(row) for row in group] for student, group in groupby(rows, lambda row: int(row["student"]))}


def absent(connection: sqlite3.Connection, student: int, exercise: str, message: str) -> None:
    """Note that nothing was handed in, and what there was to say about it. Nothing changes where there is an attempt."""
    connection.execute(
        "INSERT OR REPLACE INTO absences SELECT ?1, ?2, ?3"
        " WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE student = ?1 AND exercise = ?2)",
        (student, exercise, message),
    )


def absences(connection: sqlite3.Connection, student: int) -> dict[str, str]:
    """By exercise that the student was asked for and did not hand in: the sentence about it."""
    rows = connection.execute("SELECT exercise, message FROM absences WHERE student = ?", (student,))
    return {row["exercise"]: row["message"] for row in rows}


def all_absences(connection: sqlite3.Connection) -> dict[int, set[str]]:
    """Everyone's, by the student's id."""
    found: dict[int, set[str]] = {}
    for row in connection.execute("SELECT student, exercise FROM absences"):
        found.setdefault(row["student"], set()).add(row["exercise"])
    return found


def give_results(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Say which result each attempt has: pairs of a result's id and an attempt's."""
    connection.executemany("UPDATE attempts SET result = ?1 WHERE id = ?2 AND result IS NOT ?1", pairs)


def _attempt(row: sqlite3.Row) -> Attempt:
    return Attempt(
        id=row["id"],
        exercise=row["exercise"],
        number=row["number"],
        source=row["source"],
        submitted=datetime.fromisoformat(row["submitted"]) if row["submitted"] else None,
        late=bool(row["late"]),
        result=row["result"],
        status=Status(row["status"]) if row["status"] else None,
        score=row["score"],
        max_score=row["max_score"] or 0.0,
    )
