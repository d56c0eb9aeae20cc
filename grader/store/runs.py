"""The runs that wrote to a gradebook, and the pages they made."""

import sqlite3
from datetime import datetime


def begin(connection: sqlite3.Connection, started: datetime, version: str) -> int:
    """Note that a run begins; its id. One that was killed never gets its end, which harms nothing."""
    cursor = connection.execute("INSERT INTO runs (started, version) VALUES (?, ?)", (started.isoformat(), version))
    return int(cursor.lastrowid or 0)


def finish(connection: sqlite3.Connection, run: int, finished: datetime) -> None:
    """Note that a run came to its end."""
    connection.execute("UPDATE runs SET finished = ? WHERE id = ?", (finished.isoformat(), run))


def page_digest(connection: sqlite3.Connection, student: int, folder: str) -> str | None:
    """What the student's page in ``folder`` was made from; None when none was made there."""
    row = connection.execute("SELECT digest FROM pages WHERE student = ? AND folder = ?", (student, folder)).fetchone()
    return row["digest"] if row is not None else None


def page_made(connection: sqlite3.Connection, student: int, folder: str, digest: str) -> None:
    """Note what the student's page in ``folder`` was made from."""
    connection.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", (student, folder, digest))
