"""What several test folders share: the project's own course, and one sandbox for the whole session."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from grader.cli.course import open_course
from grader.expected.source import FromReference
from grader.grade import grade_exercise
from grader.model.exercise import Course
from grader.model.result import ExerciseResult
from grader.sandbox.host import Sandbox
from grader.submission import Handed

# One tree has one verdict. `--hypothesis-profile=default` looks further, with other examples each time.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parents[1]

GradeSource = Callable[..., ExerciseResult]


@pytest.fixture(scope="session")
def course() -> Course:
    return open_course(ROOT)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@pytest.fixture(scope="session")
def expectations(course: Course) -> FromReference:
    return FromReference(course.seed)


@pytest.fixture(scope="session")
def grade_source(course: Course, sandbox: Sandbox, expectations: FromReference) -> GradeSource:
    """Grade a file's text (or bytes) as a submission to an exercise."""
    exercises = {exercise.id: exercise for exercise in course.exercises}

    def grade(exercise: str, source: str | bytes) -> ExerciseResult:
        content = source.encode() if isinstance(source, str) else source
        return grade_exercise(exercises[exercise], Handed(f"{exercise}.py", content), sandbox, expectations).result

    return grade
