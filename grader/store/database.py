"""A gradebook's file: opened for a program that may be killed at any moment."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import UsageError
from grader.store.schema import migrate

WAIT_SECONDS = 30.0
"""How long to wait for another program that is writing to the same file."""


def connect(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """The database at ``path``, brought to the present version.

    UsageError when there is none and ``create`` is false, or when the file is something else.
    """
    if not create and not path.is_file():
        raise UsageError(f"There is no gradebook {path}. 'grade batch' makes one; --gradebook says where it is.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} for the gradebook {path.name}.")
    try:
        # Transactions are begun by hand, so that what belongs together is committed together.
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise UsageError(f"The gradebook {path} cannot be opened: {error}.") from error
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL loses nothing to a killed program; the file stays whole even when the power fails.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise UsageError(f"{path} is not a gradebook: {error}.") from error
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written inside is written together, or not at all. Inside another transaction, part of that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
