"""What commands share: finding and loading the course."""

from collections.abc import Collection
from pathlib import Path

from grader.checks.table import SETTINGS
from grader.inputs import DRAW_SETTINGS
from grader.model.exercise import Course
from grader.spec.folder import find_course
from grader.spec.load import load_course


def open_course(where: Path | None, only: Collection[str] = ()) -> Course:
    """The course at ``where``, or the one found from the current folder upward; with ``only``, just those exercises.

    Raises UsageError when there is none or an exercise is not in it, SpecError when it is not in order.
    """
    root = where if where is not None else find_course(Path.cwd())
    return load_course(root, kinds=SETTINGS, distributions=DRAW_SETTINGS, only=only or None)
