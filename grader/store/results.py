"""Results under their content addresses, with the rows that a class is surveyed by."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import datetime

from grader.model.verdict import Verdict
from grader.store.rows import CheckRow, FindingRow, Kept

_MANY = 500
"""Ids in one query: SQLite bounds the number of parameters."""


def keep(connection: sqlite3.Connection, key: str, kept: Kept, made: datetime) -> int:
    """Store a result under ``key``; one that was to be run again is replaced, any other stays. Its id."""
    found = connection.execute("SELECT id, again FROM results WHERE key = ?", (key,)).fetchone()
    if found is not None and not found["again"]:
        return int(found["id"])
    values = (kept.status.value, kept.score, kept.max_score, kept.seconds, kept.record, kept.again, made.isoformat())
    if found is not None:
        number = int(found["id"])
        connection.execute(
            "UPDATE results SET status = ?, score = ?, max_score = ?, seconds = ?, record = ?, again = ?, made = ?"
            " WHERE id = ?",
            (*values, number),
        )
        connection.execute("DELETE FROM checks WHERE result = ?", (number,))
        connection.execute("DELETE FROM findings WHERE result = ?", (number,))
    else:
        cursor = connection.execute(
            "INSERT INTO results (status, score, max_score, seconds, record, again, made, key, exercise)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, key, kept.exercise),
        )
        number = int(cursor.lastrowid or 0)
    _keep_rows(connection, number, kept)
    return number


def _keep_rows(connection: sqlite3.Connection, number: int, kept: Kept) -> None:
    connection.executemany(
        "INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, i, row.id, row.title, row.verdict.value, row.score, row.max_score, row.message)
            for i, row in enumerate(kept.checks)
        ],
    )
    connection.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, i, row.check, row.code, row.level, row.message, row.line, row.text)
            for i, row in enumerate(kept.findings)
        ],
    )


def known(connection: sqlite3.Connection, key: str) -> int | None:
    """The id of the result under ``key``, if there is one that need not be run again."""
    row = connection.execute("SELECT id FROM results WHERE key = ? AND NOT again", (key,)).fetchone()
    return int(row["id"]) if row is not None else None


def forget_withheld(connection: sqlite3.Connection) -> None:
    """Let everything that is withheld be run again."""
    connection.execute("UPDATE results SET again = 1 WHERE score IS NULL")


def record(connection: sqlite3.Connection, result: int) -> bytes | None:
    """The packed record of a result."""
    row = connection.execute("SELECT record FROM results WHERE id = ?", (result,)).fetchone()
    return row["record"] if row is not None else None


def keys(connection: sqlite3.Connection, results: Collection[int]) -> dict[int, tuple[str, str]]:
    """By id: the address of the result, and when it was made."""
    found = {}
    for part in _parts(results):
        for row in connection.execute(f"SELECT id, key, made FROM results WHERE id IN ({_marks(part)})", part):
            found[int(row["id"])] = (str(row["key"]), str(row["made"]))
    return found


def checks(connection: sqlite3.Connection, results: Collection[int]) -> dict[int, tuple[CheckRow, ...]]:
    """By result id: its checks, in order."""
    found: dict[int, list[CheckRow]] = {}
    for row in _rows_of(connection, "checks", results):
        check = CheckRow(
            row["id"], row["title"], Verdict(row["verdict"]), row["score"], row["max_score"], row["message"]
        )
        found.setdefault(row["result"], []).append(check)
    return {result: tuple(rows) for result, rows in found.items()}


def findings(connection: sqlite3.Connection, results: Collection[int]) -> dict[int, tuple[FindingRow, ...]]:
    """By result id: its findings, in order."""
    found: dict[int, list[FindingRow]] = {}
    for row in _rows_of(connection, "findings", results):
        finding = FindingRow(row["check_id"], row["code"], row["level"], row["message"], row["line"], row["text"])
        found.setdefault(row["result"], []).append(finding)
    return {result: tuple(rows) for result, rows in found.items()}


def _rows_of(connection: sqlite3.Connection, table: str, results: Collection[int]) -> Iterator[sqlite3.Row]:
    for part in _parts(results):
        yield from connection.execute(f"SELECT * FROM {table} WHERE result IN ({_marks(part)}) ORDER BY result, position", part)


def _parts(results: Collection[int]) -> Iterator[tuple[int, ...]]:
    ordered = tuple(results)
    for start in range(0, len(ordered), _MANY):
        yield ordered[start : start + _MANY]


def _marks(part: tuple[int, ...]) -> str:
    return ",".join("?" * len(part))
