"""Work without student code: what a file says is what becomes of it. Imported by name in processes of their own."""

import os
import time
from dataclasses import replace
from pathlib import Path

from grader.batch.assemble import assemble
from grader.batch.task import GradeTask, Page, PageTask, Setup, Task
from grader.errors import GraderFault
from grader.intake.submission import Submission
from grader.model.exercise import Course
from grader.report.record import to_json
from grader.store.rows import Kept
from tests.store.samples import COURSE, stored

LOG = "GRADER_TEST_LOG"
"""The environment variable that names a file: a line for each task that was begun."""


def course_in(root: Path, **policies: object) -> Course:
    """The sample course as a folder."""
    for exercise in COURSE.exercises:
        folder = root / "exercises" / exercise.id
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "statement.md").write_text(f"# {exercise.title}\n")
    (root / "reference").mkdir(exist_ok=True)
    exercises = tuple(
        replace(each, folder=root / "exercises" / each.id, statement=root / "exercises" / each.id / "statement.md")
        for each in COURSE.exercises
    )
    return replace(COURSE, root=root, exercises=exercises, policies=policies)


def class_in(root: Path, files: dict[str, dict[str, str]]) -> list[Submission]:
    """Submissions by student and exercise id."""
    found = []
    for key, texts in files.items():
        folder = root / key
        folder.mkdir(parents=True, exist_ok=True)
        for id, text in texts.items():
            (folder / f"{id}.py").write_text(text)
        found.append(Submission(key, folder, {f"{id}.py": folder / f"{id}.py" for id in texts}))
    return found


class FakeWorkshop:
    """Obeys the first word of a file: ``right``, ``wrong``, ``fail``, ``die``, ``die-once FILE``, ``slow``."""

    def __init__(self, setup: Setup) -> None:
        self._course = setup.course

    def close(self) -> None:
        pass

    def do(self, task: Task) -> Kept | Page:
        if isinstance(task, PageTask):
            report = to_json(assemble(self._course, task))
            return Page(report.encode(), f"<pre>{report}</pre>".encode())
        return self._grade(task)

    def _grade(self, task: GradeTask) -> Kept:
        if log := os.environ.get(LOG):
            with open(log, "a") as file:
                file.write(f"{task.address}\n")
        assert isinstance(task.content, bytes)
        word, _, rest = task.content.decode().partition(" ")
        if word == "fail":
            raise GraderFault("the reference is broken")
        if word == "die" or (word == "die-once" and not Path(rest).exists()):
            if rest:
                Path(rest).touch()
            os.kill(os.getpid(), 9)
        if word == "slow":
            time.sleep(0.05)
        full = {"relu": (4.0, 6.0), "flow": (5.0,)}[task.exercise]
        return stored(task.exercise, *(full if word in ("right", "slow", "die-once") else (0.0,) * len(full)))
