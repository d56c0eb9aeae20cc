"""What commands share: finding and loading the course."""

from collections.abc import Collection
from pathlib import Path

from grader.checks.table import SETTINGS
from grader.errors import UsageError
from grader.inputs import DRAW_SETTINGS
from grader.model.exercise import Course
from grader.spec.load import find_course, load_course
from grader.spec.suggest import did_you_mean


def open_course(where: Path | None, only: Collection[str] = ()) -> Course:
    """The course at ``where``, or the one found from the current folder upward; with ``only``, just those exercises.

    Raises UsageError when there is none or an exercise is not in it, SpecError when it is not in order.
    """
    root = where if where is not None else find_course(Path.cwd())
    course = load_course(root, kinds=SETTINGS, distributions=DRAW_SETTINGS)
    known = [exercise.id for exercise in course.exercises]
    for name in only:
        if name not in known:
            raise UsageError(f"There is no exercise {name!r} in this course. {did_you_mean(name, known)}")
    return course
