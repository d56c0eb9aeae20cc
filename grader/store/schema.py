"""The tables of a gradebook, as the migrations that make them.

A gradebook knows its version (SQLite's ``user_version``); opening one applies what it lacks, in one transaction. A
migration that has been released is never edited: what changes is a further one.
"""

import sqlite3

from grader.errors import UsageError

_FIRST = (
    """CREATE TABLE students (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL DEFAULT '',
        email TEXT NOT NULL DEFAULT '',
        ids TEXT NOT NULL DEFAULT '{}',
        enrolled INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE sources (
        hash TEXT PRIMARY KEY,
        filename TEXT NOT NULL,
        content BLOB) WITHOUT ROWID""",
    """CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        exercise TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL,
        max_score REAL NOT NULL,
        seconds REAL NOT NULL,
        record BLOB NOT NULL,
        again INTEGER NOT NULL DEFAULT 0,
        made TEXT NOT NULL)""",
    """CREATE TABLE checks (
        result INTEGER NOT NULL REFERENCES results(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        verdict TEXT NOT NULL,
        score REAL,
        max_score REAL NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (result, position)) WITHOUT ROWID""",
    """CREATE TABLE findings (
        result INTEGER NOT NULL REFERENCES results(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        check_id TEXT NOT NULL,
        code TEXT NOT NULL,
        level TEXT NOT NULL,
        message TEXT NOT NULL,
        line INTEGER,
        text TEXT NOT NULL,
        PRIMARY KEY (result, position)) WITHOUT ROWID""",
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        student INTEGER NOT NULL REFERENCES students(id) ON DELETE CASCADE,
        exercise TEXT NOT NULL,
        number INTEGER NOT NULL,
        source TEXT NOT NULL REFERENCES sources(hash),
        submitted TEXT,
        late INTEGER NOT NULL DEFAULT 0,
        seen TEXT NOT NULL,
        result INTEGER REFERENCES results(id),
        UNIQUE (student, exercise, number))""",
    """CREATE TABLE absences (
        student INTEGER NOT NULL REFERENCES students(id) ON DELETE CASCADE,
        exercise TEXT NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (student, exercise)) WITHOUT ROWID""",
    """CREATE TABLE adjustments (
        id INTEGER PRIMARY KEY,
        student INTEGER NOT NULL REFERENCES students(id) ON DELETE CASCADE,
        exercise TEXT NOT NULL,
        points REAL NOT NULL,
        note TEXT NOT NULL,
        made TEXT NOT NULL)""",
    "CREATE INDEX adjustments_of ON adjustments (student, exercise)",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        version TEXT NOT NULL)""",
)

_CHANGES_AND_PAGES = (
    """CREATE TABLE marks (
        run INTEGER NOT NULL REFERENCES runs(id),
        student INTEGER NOT NULL REFERENCES students(id) ON DELETE CASCADE,
        exercise TEXT NOT NULL,
        result INTEGER REFERENCES results(id),
        score REAL,
        max_score REAL NOT NULL,
        penalty REAL NOT NULL,
        adjustment REAL NOT NULL,
        PRIMARY KEY (student, exercise, run)) WITHOUT ROWID""",
    """CREATE TABLE pages (
        student INTEGER NOT NULL REFERENCES students(id) ON DELETE CASCADE,
        folder TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (student, folder)) WITHOUT ROWID""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _CHANGES_AND_PAGES)
"""By version, from 1: the statements that lead there from the one before."""

VERSION = len(MIGRATIONS)
"""The version that this grader reads and writes."""


def migrate(connection: sqlite3.Connection, path: object = "the gradebook") -> None:
    """Bring a database (also an empty one) to :data:`VERSION`, all of it or nothing.

    UsageError when it is of a later version, or some other program's.
    """
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        if version > VERSION:
            raise UsageError(
                f"{path} was written by a newer grader (version {version} of the gradebook; this one reads {VERSION})."
                " Update the grader, or choose another file with --gradebook."
            )
        if version == 0 and connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise UsageError(f"{path} is a database, but not a gradebook.")
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
