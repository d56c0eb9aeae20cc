"""A sample course, and processes that can import these tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.batch.pool import Pool
from grader.batch.run import Batch, Summary
from grader.batch.task import Setup
from grader.intake.submission import Submission
from grader.model.exercise import Course
from grader.store.gradebook import Gradebook
from grader.store.rows import Student
from tests.batch.fakes import FakeWorkshop, course_in

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., Summary]


class Recorder:
    """A watcher that remembers."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.troubles: list[tuple[str, str]] = []

    def finished(self, student: Student) -> None:
        self.done.append(student.key)

    def trouble(self, label: str, reason: str) -> None:
        self.troubles.append((label, reason))


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def sample_course(tmp_path: Path) -> Course:
    return course_in(tmp_path / "course")


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def run(tmp_path: Path, sample_course: Course, recorder: Recorder) -> Run:
    """Run a class through processes of the pool, into ``grades.db`` and ``reports``."""

    def run(submissions: list[Submission], course: Course = sample_course, jobs: int = 1) -> Summary:
        setup = Setup(FakeWorkshop, course, "none")
        with Gradebook(tmp_path / "grades.db", create=True) as book, Pool(setup, jobs) as crew:
            return Batch(course, book, tmp_path / "reports", "none", recorder).run(submissions, crew)

    return run
