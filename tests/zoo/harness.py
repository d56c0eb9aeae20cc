"""Grading the zoo: named submissions, right and faulty, with what each must get."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from grader.audit import zoo
from grader.audit.zoo import Entry, complaint, confusion, is_full, lost
from grader.cli.course import open_course
from grader.expected.source import FromReference
from grader.grade import grade_exercise
from grader.model.exercise import Course
from grader.model.result import ExerciseResult
from grader.sandbox.host import Sandbox
from grader.submission import Handed

ROOT = Path(__file__).resolve().parents[2]
ZOO = Path(__file__).resolve().parent

__all__ = ["EXERCISES", "ROOT", "ZOO", "Entry", "complaint", "confusion", "course", "entries", "graded", "is_full", "lost"]

EXERCISES = ("manual_backprop", "my_relu", "gradient_flow", "batch_norm_backward")


def entries(exercise: str) -> list[Entry]:
    return zoo.entries(ZOO / exercise, exercise)


def graded(
    course: Course, chosen: list[Entry], jobs: int = 2, *, explain: bool = True
) -> Iterator[tuple[Entry, ExerciseResult]]:
    """Each entry with its result, in order; without ``explain``, verdicts only."""
    by_id = {exercise.id: exercise for exercise in course.exercises}
    expectations = FromReference(course.seed)
    with Sandbox() as sandbox, ThreadPoolExecutor(jobs) as pool:

        def one(entry: Entry) -> ExerciseResult:
            handed = Handed(f"{entry.exercise}.py", entry.source)
            return grade_exercise(by_id[entry.exercise], handed, sandbox, expectations, explain=explain).result

        yield from zip(chosen, pool.map(one, chosen), strict=True)


def course() -> Course:
    return open_course(ROOT)


if __name__ == "__main__":
    opened = course()
    for exercise in sys.argv[1:] or EXERCISES:
        found = list(graded(opened, entries(exercise)))
        print(f"{exercise}: {confusion(found)}")
        for entry, result in found:
            if text := complaint(entry, result):
                print("  ", entry.file, "--", text[:300])
