"""Students of a gradebook: registered as they hand in, found by whatever an instructor calls them."""

import json
import sqlite3
from collections.abc import Mapping

from grader.errors import UsageError
from grader.spec.suggest import suggestion
from grader.store.rows import Student


def register(
    connection: sqlite3.Connection,
    key: str,
    *,
    name: str = "",
    email: str = "",
    ids: Mapping[str, str] | None = None,
    enrolled: bool = False,
    earlier_key: str = "",
) -> Student:
    """The student of this ``key``, made or brought up to date. What is not given is left as it was.

    ``earlier_key`` is the key they had before a roster told who they are: with it their attempts are kept.
    """
    row = _by_key(connection, key)
    if row is None and earlier_key and _by_key(connection, earlier_key) is not None:
        connection.execute("UPDATE students SET key = ? WHERE key = ?", (key, earlier_key))
        row = _by_key(connection, key)
    if row is None:
        connection.execute("INSERT INTO students (key) VALUES (?)", (key,))
        row = _by_key(connection, key)
    assert row is not None  # it was just made
    known = _student(row)
    updated = Student(
        known.id, key, name or known.name, email or known.email, {**known.ids, **(ids or {})}, enrolled or known.enrolled
    )
    if updated != known:
        connection.execute(
            "UPDATE students SET name = ?, email = ?, ids = ?, enrolled = ? WHERE id = ?",
            (updated.name, updated.email, json.dumps(dict(updated.ids)), updated.enrolled, known.id),
        )
    return updated


def all_students(connection: sqlite3.Connection) -> list[Student]:
    """Everyone, by key."""
    return [_student(row) for row in connection.execute("SELECT * FROM students ORDER BY key COLLATE NOCASE, key")]


def find(connection: sqlite3.Connection, who: str) -> Student:
    """The one student whose key, name, email or any identifier is ``who``; UsageError when there is none or more than one."""
    everyone = all_students(connection)
    for exact in (True, False):
        found = [student for student in everyone if _is(student, who, exact)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = ", ".join(student.key for student in found[:5])
            raise UsageError(f"{who!r} fits several students: {keys}. Give one of these names.")
    hint = suggestion(who, [name for student in everyone for name in (student.key, student.name) if name], "it has none yet")
    raise UsageError(f"There is no student {who!r} in the gradebook ({hint}).")


def _is(student: Student, who: str, exact: bool) -> bool:
    if exact:
        return student.key == who
    called = (student.key, student.name, student.email, *student.ids.values())
    return who.casefold() in (each.casefold() for each in called)


def _by_key(connection: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute("SELECT * FROM students WHERE key = ?", (key,)).fetchone()
    return row


def _student(row: sqlite3.Row) -> Student:
    return Student(row["id"], row["key"], row["name"], row["email"], json.loads(row["ids"]), bool(row["enrolled"]))
