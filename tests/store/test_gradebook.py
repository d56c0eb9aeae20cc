"""The gradebook: attempts, results, adjustments, and what of it all counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.model.verdict import Status, Verdict
from grader.store.gradebook import Gradebook
from grader.store.marks import Mark
from grader.store.rows import Student
from tests.store.samples import COURSE, result, stored, with_policies

EARLY, LATE = datetime(2026, 9, 30, tzinfo=UTC), datetime(2026, 10, 3, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook(tmp_path / "grades.db", create=True) as opened:
        yield opened


@pytest.fixture
def ada(book: Gradebook) -> Student:
    return book.register("ada", name="Ada Lovelace", email="ada@example.org", ids={"canvas": "1234"})


def grade(book: Gradebook, student: Student, exercise: str, *scores: float | None, version: str = "1") -> int:
    """Keep a result for the last attempt."""
    attempt = [each for each in book.attempts(student) if each.exercise == exercise][-1]
    return book.keep(f"{attempt.source}/{version}", stored(exercise, *scores, line=2), of=[attempt.id])


def the_mark(book: Gradebook, exercise: str = "relu", **policies: object) -> Mark:
    (standing,) = book.standings(with_policies(**policies))
    return standing.marks[exercise]


def test_a_changed_file_is_a_further_attempt(book: Gradebook, ada: Student) -> None:
    assert book.hand_in(ada, "relu", "relu.py", b"a = 1")
    assert not book.hand_in(ada, "relu", "relu.py", b"a = 1")
    assert book.hand_in(ada, "relu", "relu.py", b"a = 2")
    assert book.hand_in(ada, "relu", "relu.py", b"a = 1")
    attempts = book.attempts(ada)
    assert [each.number for each in attempts] == [1, 2, 3]
    assert [book.source(each) for each in attempts] == [("relu.py", b"a = 1"), ("relu.py", b"a = 2"), ("relu.py", b"a = 1")]


def test_the_same_file_keeps_its_earliest_time(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    book.hand_in(ada, "relu", "relu.py", b"a = 1", submitted=EARLY)
    book.hand_in(ada, "relu", "relu.py", b"a = 1", submitted=LATE)
    (attempt,) = book.attempts(ada)
    assert attempt.submitted == EARLY


def test_what_could_not_be_read_is_an_attempt_too(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", "relu.py is a symbolic link; hand in the file itself.")
    (attempt,) = book.attempts(ada)
    assert book.source(attempt) == ("relu.py", "relu.py is a symbolic link; hand in the file itself.")


def test_a_result_is_found_by_its_address_and_read_back(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    assert book.latest(ada, "relu") is None
    made = grade(book, ada, "relu", 4.0, 3.0)
    assert book.known(f"{book.attempts(ada)[0].source}/1") == made
    assert book.latest(ada, "relu") == result("relu", 4.0, 3.0, line=2)
    forward, backward = book.checks([made])[made]
    assert (forward.verdict, backward.verdict, backward.score, backward.max_score) == (Verdict.PASSED, Verdict.PARTIAL, 3, 6)
    (finding,) = book.findings([made])[made]
    assert (finding.check, finding.code, finding.level, finding.line) == ("backward", "sign_flipped", "cause", 2)
    assert finding.text == "second = -1"


def test_what_was_withheld_is_run_again_and_replaced(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    first = grade(book, ada, "relu", 4.0, None)
    assert the_mark(book).score is None
    address = f"{book.attempts(ada)[0].source}/1"
    assert book.known(address) is None
    assert grade(book, ada, "relu", 4.0, 6.0) == first
    assert book.known(address) == first
    assert the_mark(book).score == 20
    assert len(book.checks([first])[first]) == 2
    assert not book.findings([first])


def test_a_finished_result_is_never_replaced(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    grade(book, ada, "relu", 4.0, 6.0)
    grade(book, ada, "relu", 0.0, 0.0)
    assert the_mark(book).score == 20


def test_set_aside_stays_so_until_asked_for(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    aside = replace(stored("relu", 4.0, None), again=False)
    book.keep("address", aside, of=[book.attempts(ada)[0].id])
    assert book.known("address") is not None
    book.forget_withheld()
    assert book.known("address") is None


def test_marks_are_in_points_of_the_course(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    grade(book, ada, "relu", 4.0, 3.0)
    mark = the_mark(book)
    assert (mark.earned, mark.score, mark.max_score) == (14.0, 14.0, 20.0)
    assert (mark.status, mark.attempt, mark.attempts) == (Status.GRADED, 1, 1)


def test_which_attempt_counts(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1", submitted=EARLY)
    grade(book, ada, "relu", 4.0, 6.0)
    book.hand_in(ada, "relu", "relu.py", b"a = 2", submitted=LATE)
    grade(book, ada, "relu", 4.0, 0.0)
    rules = {"due": "2026-10-01 23:59 Z", "late_penalty_per_day": "10%"}
    last = the_mark(book, **rules)
    assert (last.attempt, last.earned, last.penalty, last.days_late, last.score) == (2, 8.0, 4.0, 2, 4.0)
    best = the_mark(book, attempts="best", **rules)
    assert (best.attempt, best.score, best.penalty) == (1, 20.0, 0.0)
    forgiven = the_mark(book, extensions={"1234": "2d"}, **rules)
    assert forgiven.score == 8.0


def test_adjustments_outlast_regrading_and_stop_at_zero(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    grade(book, ada, "relu", 4.0, 3.0)
    book.adjust(ada, "relu", 2.5, "explained it well")
    assert (the_mark(book).score, the_mark(book).adjustment) == (16.5, 2.5)
    grade(book, ada, "relu", 4.0, 6.0, version="2")
    assert the_mark(book).score == 22.5
    book.adjust(ada, "relu", -100.0, "copied")
    assert (the_mark(book).score, the_mark(book).adjustment) == (0.0, -20.0)
    assert book.withdraw(ada, "relu") == 2
    assert the_mark(book).score == 20


def test_missing_work_counts_nothing_and_can_be_adjusted(book: Gradebook, ada: Student) -> None:
    book.absent(ada, "relu", "No relu.py was handed in.")
    assert (the_mark(book).status, the_mark(book).score, the_mark(book).result) == (Status.MISSING, 0.0, None)
    book.adjust(ada, "relu", 5.0, "sent by mail")
    assert the_mark(book).score == 5
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    book.absent(ada, "relu", "a later download lacks it")
    assert not book.absences(ada)


def test_what_was_never_looked_for_is_not_in_the_standing(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    grade(book, ada, "relu", 4.0, 6.0)
    (standing,) = book.standings(COURSE)
    assert (list(standing.marks), standing.score, standing.max_score) == (["relu"], 20.0, 20.0)


def test_students_are_found_by_whatever_they_are_called(book: Gradebook, ada: Student) -> None:
    book.register("bob", name="Bob")
    for who in ("ada", "ADA", "ada lovelace", "Ada@example.org", "1234"):
        assert book.student(who).id == ada.id
    with pytest.raises(UsageError, match=r"no student 'adda' in the gradebook \(did you mean 'ada'"):
        book.student("adda")
    book.register("bob2", name="bob")
    assert book.student("bob").key == "bob"
    book.register("eve", ids={"group": "A"})
    book.register("eva", ids={"group": "A"})
    with pytest.raises(UsageError, match="fits several students: eva, eve"):
        book.student("a")


def test_a_roster_gives_a_student_another_key_and_keeps_the_attempts(book: Gradebook, ada: Student) -> None:
    book.hand_in(ada, "relu", "relu.py", b"a = 1")
    renamed = book.register("lovelace", earlier_key="ada", enrolled=True)
    assert renamed.id == ada.id
    assert (renamed.name, renamed.enrolled) == ("Ada Lovelace", True)
    assert len(book.attempts(renamed)) == 1
    assert [student.key for student in book.students()] == ["lovelace"]
