"""Grading the zoo: named submissions, right and faulty, with what each must get."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from grader.cli.course import open_course
from grader.expected.source import FromReference
from grader.grade import grade_exercise
from grader.model.exercise import Course
from grader.model.result import CheckResult, ExerciseResult
from grader.sandbox.host import Sandbox
from grader.submission import Handed

ROOT = Path(__file__).resolve().parents[2]
ZOO = Path(__file__).resolve().parent
EXERCISES = ("manual_backprop", "my_relu", "gradient_flow", "batch_norm_backward")


@dataclass(frozen=True)
class Entry:
    """One submission of the zoo."""

    exercise: str
    file: str
    kind: str
    note: str
    cause: str
    line: int | None
    loses: tuple[str, ...]
    keeps: tuple[str, ...]
    held_out: bool
    faults: int
    judgement_call: bool

    @property
    def id(self) -> str:
        return f"{self.exercise}/{self.file}"

    @property
    def source(self) -> bytes:
        return (ZOO / self.exercise / self.file).read_bytes()


def entries(exercise: str) -> list[Entry]:
    rows: list[dict[str, Any]] = yaml.safe_load((ZOO / exercise / "zoo.yaml").read_text(encoding="utf-8"))
    return [
        Entry(
            exercise,
            row["file"],
            row["kind"],
            row.get("mistake") or row.get("style") or "",
            str(row.get("cause") or ""),
            row.get("line"),
            tuple(row.get("loses") or ()),
            tuple(row.get("keeps") or ()),
            bool(row.get("held_out")),
            int(row.get("faults", 1)),
            bool(row.get("judgement_call")),
        )
        for row in rows
    ]


def graded(course: Course, chosen: list[Entry], jobs: int = 2) -> Iterator[tuple[Entry, ExerciseResult]]:
    """Each entry with its result, in order."""
    by_id = {exercise.id: exercise for exercise in course.exercises}
    expectations = FromReference(course.seed)
    with Sandbox() as sandbox, ThreadPoolExecutor(jobs) as pool:

        def one(entry: Entry) -> ExerciseResult:
            handed = Handed(f"{entry.exercise}.py", entry.source)
            return grade_exercise(by_id[entry.exercise], handed, sandbox, expectations).result

        yield from zip(chosen, pool.map(one, chosen), strict=True)


def course() -> Course:
    return open_course(ROOT)


def lost(result: ExerciseResult) -> dict[str, CheckResult]:
    """The checks that did not get full marks."""
    return {check.id: check for check in result.checks if check.score is None or check.score < check.max_score}


def is_full(result: ExerciseResult) -> bool:
    return result.score == result.max_score


def complaint(entry: Entry, result: ExerciseResult) -> str | None:
    """What is wrong with the verdict on an entry, or None."""
    missing = lost(result)
    if entry.kind == "right":
        return None if is_full(result) else f"loses {', '.join(missing)}: {next(iter(missing.values())).message}"
    if is_full(result) and not entry.judgement_call:
        return f"keeps full marks, though: {entry.note}"
    kept = [name for name in entry.loses if name not in missing and any(c.id == name for c in result.checks)]
    if len(kept) == len(entry.loses) > 0:
        return f"loses {', '.join(missing)}, not {', '.join(entry.loses)}"
    unfair = [name for name in entry.keeps if name in missing]
    return f"loses {', '.join(unfair)} too: {missing[unfair[0]].message}" if unfair else None


def confusion(rows: list[tuple[Entry, ExerciseResult]]) -> str:
    """One line of the confusion table."""
    right = [is_full(result) for entry, result in rows if entry.kind == "right"]
    faulty = [not is_full(result) for entry, result in rows if entry.kind == "faulty" and not entry.judgement_call]
    return f"right: {sum(right)} of {len(right)} kept full marks; faulty: {sum(faulty)} of {len(faulty)} lost some"


if __name__ == "__main__":
    opened = course()
    for exercise in sys.argv[1:] or EXERCISES:
        found = list(graded(opened, entries(exercise)))
        print(f"{exercise}: {confusion(found)}")
        for entry, result in found:
            if text := complaint(entry, result):
                print("  ", entry.file, "--", text[:300])
