"""The work itself: one task in, its result out. The same on this machine and on any other."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.batch.assemble import assemble
from grader.batch.task import GradeTask, Page, PageTask, Setup, Task
from grader.expected.cache import CachedExpectations
from grader.expected.source import Expectations, FromReference
from grader.grade import Graded, grade_exercise
from grader.model.exercise import Exercise
from grader.model.result import Report
from grader.model.verdict import Status
from grader.provenance import provenance
from grader.report.record import to_json
from grader.sandbox.host import Sandbox
from grader.store.address import judging_code
from grader.store.rows import Kept
from grader.store.summary import kept
from grader.submission import Handed, NotHanded, read


class GradingWorkshop:
    """Grades files and makes reports, with a warm sandbox of its own."""

    def __init__(self, setup: Setup) -> None:
        """Expected values are computed, or read, when an exercise first needs them."""
        self._course = setup.course
        self._exercises = {exercise.id: exercise for exercise in setup.course.exercises}
        self._expectations = expectations_of(setup)
        self._sandbox = Sandbox(isolation=setup.isolation)
        self._scratch = tempfile.TemporaryDirectory(prefix="grader-")
        self._origins: dict[str, Mapping[str, Any]] = {}
        self._statements: dict[str, str] = {}

    def close(self) -> None:
        """End the sandbox."""
        self._sandbox.close()
        self._scratch.cleanup()

    def do(self, task: Task) -> Kept | Page:
        """The result of a task."""
        return self._grade(task) if isinstance(task, GradeTask) else self._page(task)

    def _grade(self, task: GradeTask) -> Kept:
        exercise = self._exercises[task.exercise]
        handed = handed_in(task, exercise, Path(self._scratch.name))
        graded = grade_exercise(exercise, handed, self._sandbox, self._expectations)
        result = graded.result
        report = Report(
            submission="",
            course=self._course.title,
            score=result.score,
            max_score=result.max_score,
            seed=self._expectations.seed,
            exercises=(result,),
            provenance=self._provenance(exercise, graded),
            times={exercise.id: round(graded.seconds, 4)},
        )
        return kept(report, again=result.score is None)

    def _provenance(self, exercise: Exercise, graded: Graded) -> dict[str, Any]:
        """What the result was made from. Asking for the versions anew would take longer than many a file's grading."""
        if exercise.id not in self._origins:
            self._origins[exercise.id] = provenance([exercise], [""], [])
        known = self._origins[exercise.id]
        hashes = {**known["hashes"][exercise.id], "submission": graded.submission_hash or None}
        return {**known, "hashes": {exercise.id: hashes}, "isolation": sorted(set(graded.isolation))}

    def _page(self, task: PageTask) -> Page:
        from grader.report.html import page  # slow to import, and only one task in five makes a page

        report = assemble(self._course, task)
        if not self._statements:
            self._statements = {e.id: e.statement.read_text(encoding="utf-8") for e in self._course.exercises}
        return Page(to_json(report).encode(), page(report, self._statements).encode())


def expectations_of(setup: Setup) -> Expectations:
    """Where the setup's expected values come from."""
    if setup.expected is None:
        return FromReference(setup.course.seed)
    return CachedExpectations(setup.course.seed, setup.expected, judging_code())


def handed_in(task: GradeTask, exercise: Exercise, scratch: Path) -> Handed | NotHanded:
    """The file of a task, read by the same rules as one in a student's own folder: ``scratch``, which is empty."""
    if isinstance(task.content, str):
        return NotHanded(Status.IMPORT_ERROR, task.content, task.filename)
    path = scratch / task.filename
    path.write_bytes(task.content)
    try:
        return read(scratch, exercise)
    finally:
        path.unlink()
