"""What a run changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.batch.diff import lines
from grader.store.gradebook import Gradebook
from tests.store.samples import COURSE, stored, with_policies


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook(tmp_path / "grades.db", create=True) as opened:
        for key in ("ada", "bob"):
            student = opened.register(key)
            opened.hand_in(student, "relu", "relu.py", key.encode())
            opened.keep(f"{key} 1", stored("relu", 4.0, 3.0), of=[opened.attempts(student)[0].id])
        run = opened.begin_run()
        opened.finish_run(run, COURSE)
        assert list(lines(opened.changes(run))) == ["2 marks are new."]
        yield opened


def told(book: Gradebook, **policies: object) -> list[str]:
    run = book.begin_run()
    book.finish_run(run, with_policies(**policies))
    return list(lines(book.changes(run)))


def test_nothing_changed(book: Gradebook) -> None:
    assert told(book) == []


def test_a_check_did_it(book: Gradebook) -> None:
    bob = book.student("bob")
    book.keep("bob 2", stored("relu", 4.0, 6.0), of=[book.attempts(bob)[0].id])
    assert told(book) == ["bob: relu: 14 → 20 of 20", "    Backward (backward): 3/6 partial → 6/6 passed"]
    assert told(book) == []


def test_the_same_marks_anew_are_no_change(book: Gradebook) -> None:
    book.keep("bob 2", stored("relu", 4.0, 3.0), of=[book.attempts(book.student("bob"))[0].id])
    assert told(book) == []


def test_an_adjustment_did_it(book: Gradebook) -> None:
    book.adjust(book.student("ada"), "relu", 2.0, "oral")
    assert told(book) == ["ada: relu: 14 → 16 of 20", "    adjustment: 0 → 2"]


def test_withheld_is_told_as_such(book: Gradebook) -> None:
    book.keep("bob 2", stored("relu", 4.0, None), of=[book.attempts(book.student("bob"))[0].id])
    assert told(book)[0] == "bob: relu: 14 → withheld of 20"


def test_a_run_that_was_killed_is_seen_by_the_next(book: Gradebook) -> None:
    book.begin_run()
    book.keep("bob 2", stored("relu", 4.0, 6.0), of=[book.attempts(book.student("bob"))[0].id])
    assert told(book)[0] == "bob: relu: 14 → 20 of 20"
