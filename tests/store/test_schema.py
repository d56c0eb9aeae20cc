"""Versions of the gradebook: old ones are brought up to date with all that is in them, others are left alone."""

import sqlite3
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.store.gradebook import Gradebook
from grader.store.schema import MIGRATIONS, VERSION, migrate


def database(path: Path, version: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    return connection


def tables(path: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(path) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_master"))


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_old_gradebook_keeps_all_that_is_in_it(tmp_path: Path, version: int) -> None:
    path = tmp_path / "grades.db"
    old = database(path, version)
    old.execute("INSERT INTO students (key, name) VALUES ('ada', 'Ada Lovelace')")
    old.execute("INSERT INTO adjustments (student, exercise, points, note, made) VALUES (1, 'relu', 2, 'oral', '2026-01-01T00:00:00')")
    old.close()
    with Gradebook(path) as book:
        (ada,) = book.students()
        assert (ada.key, ada.name) == ("ada", "Ada Lovelace")
        assert book.adjustments(ada)[0].points == 2
        assert book.page_digest(ada.id, "reports") is None
    new = tmp_path / "new.db"
    Gradebook(new, create=True).close()
    assert tables(path) == tables(new)


def test_a_migration_that_fails_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "grades.db"
    database(path, 1).close()
    before = tables(path)
    broken = (*MIGRATIONS[:1], ("CREATE TABLE marks (a)", "CREATE TABLE marks (a)"))
    monkeypatch.setattr("grader.store.schema.MIGRATIONS", broken)
    with pytest.raises(UsageError):
        Gradebook(path)
    assert tables(path) == before


def test_a_newer_gradebook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grades.db"
    connection = database(path, VERSION)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(UsageError, match="written by a newer grader"):
        migrate(connection, path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "photos.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE photos (a)")
    connection.commit()
    connection.close()
    with pytest.raises(UsageError, match="is a database, but not a gradebook"):
        Gradebook(foreign)
    text = tmp_path / "notes.txt"
    text.write_text("no database at all, and longer than the header of one would be " * 20)
    with pytest.raises(UsageError, match="is not a gradebook"):
        Gradebook(text)
    with pytest.raises(UsageError, match="There is no gradebook"):
        Gradebook(tmp_path / "absent.db")
    with pytest.raises(UsageError, match="There is no folder"):
        Gradebook(tmp_path / "no" / "grades.db", create=True)


def test_two_can_have_it_open(tmp_path: Path) -> None:
    path = tmp_path / "grades.db"
    with Gradebook(path, create=True) as one, Gradebook(path) as other:
        one.register("ada")
        assert [student.key for student in other.students()] == ["ada"]
