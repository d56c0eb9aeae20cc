"""Marks given or taken by hand. They belong to the student and the exercise, so that no regrading touches them."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from grader.store.rows import Adjustment


def add(connection: sqlite3.Connection, student: int, adjustment: Adjustment) -> None:
    """Note an adjustment, on top of those before it."""
    connection.execute(
        "INSERT INTO adjustments (student, exercise, points, note, made) VALUES (?, ?, ?, ?, ?)",
        (student, adjustment.exercise, adjustment.points, adjustment.note, adjustment.made.isoformat()),
    )


def withdraw(connection: sqlite3.Connection, student: int, exercise: str) -> int:
    """Take back all adjustments of an exercise; how many there were."""
    return connection.execute(
        "DELETE FROM adjustments WHERE student = ? AND exercise = ?", (student, exercise)
    ).rowcount


def of_student(connection: sqlite3.Connection, student: int) -> list[Adjustment]:
    """A student's adjustments, in the order in which they were made."""
    rows = connection.execute("SELECT * FROM adjustments WHERE student = ? ORDER BY id", (student,))
    return _adjustments(rows)


def by_student(connection: sqlite3.Connection) -> dict[int, list[Adjustment]]:
    """Everyone's, by the student's id."""
    found: dict[int, list[Adjustment]] = {}
    for row in connection.execute("SELECT * FROM adjustments ORDER BY id"):
        found.setdefault(row["student"], []).extend(_adjustments([row]))
    return found


def _adjustments(rows: Iterable[sqlite3.Row]) -> list[Adjustment]:
    return [
        Adjustment(row["exercise"], row["points"], row["note"], datetime.fromisoformat(row["made"])) for row in rows
    ]
