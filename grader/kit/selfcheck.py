"""A student's own check: the instructor's engine on the public cases, with files that the student is still writing."""

import os
import signal
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from grader.errors import GraderFault, UsageError
from grader.expected.source import Expectations, FromReference
from grader.grade import grade_exercise
from grader.kit.hints import HINTED, HintBook, capped
from grader.kit.hints_policy import HintPolicy, hint_policy
from grader.kit.marker import DEGREES, read_marker
from grader.kit.public import Further, further, public_part
from grader.kit.recorded import Recorded, read_further
from grader.model.exercise import Course, Exercise
from grader.model.result import ExerciseResult
from grader.model.verdict import Status, Verdict
from grader.sandbox.host import Sandbox
from grader.submission import Handed, NotHanded, read

PLAIN = (
    "Your code runs in a fresh Python each time{why}: that takes longer and confines it by nothing but limits. The answers "
    "are the same."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One exercise, checked. ``cases`` counts the public ones, ``further`` what is left to the instructor."""

    exercise: Exercise
    handed: Handed | NotHanded
    result: ExerciseResult
    cases: int
    further: Further
    seconds: float

    @property
    def missing(self) -> bool:
        """Whether there is no file to check."""
        return self.result.status is Status.MISSING

    @property
    def wrong(self) -> bool:
        """Whether anything is left to do that these cases show."""
        if self.result.status is not Status.GRADED:
            return True
        return any(check.verdict not in (Verdict.PASSED, Verdict.SKIPPED) for check in self.result.checks)

    @property
    def right(self) -> int:
        """How many checks passed."""
        return sum(check.verdict is Verdict.PASSED for check in self.result.checks)


class SelfCheck:
    """Checks the files in ``folder`` again and again. Use as a context manager, or close it."""

    def __init__(self, course: Course, folder: Path, *, plain: bool = False) -> None:
        """``course`` is a kit or a course with references. ``plain`` runs each file in a fresh process."""
        self.course, self.folder = course, folder
        marker = read_marker(course.root)
        self.is_kit = marker is not None
        self.exercises = tuple(cut for exercise in course.exercises if (cut := public_part(exercise)).parts)
        self.policy = _policy(course, marker.hints if marker else "why")
        self._whole = {exercise.id: exercise for exercise in course.exercises}
        self._expectations: Expectations = Recorded() if self.is_kit else FromReference(course.seed)
        why_plain = "" if plain else no_warm_worker()
        self.remark = PLAIN.format(why=why_plain) if plain or why_plain else ""
        """What is to be said once about how the student's code runs; often empty."""
        self._sandbox = Sandbox(isolation="none" if self.remark else "full")

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End the workers."""
        self.close()

    def close(self) -> None:
        """End the workers."""
        self._sandbox.close()

    def exercise(self, name: str) -> Exercise:
        """The exercise of that id. Raises UsageError when there is none, or nothing in it is public."""
        for exercise in self.exercises:
            if exercise.id == name:
                return exercise
        raise UsageError(f"There is nothing of {name!r} to be checked here: {', '.join(e.id for e in self.exercises)} can be.")

    def chosen(self, names: Collection[str]) -> tuple[Exercise, ...]:
        """The exercises to check: those named, else all that have a file in the folder. Their workers are on their way then.

        Raises UsageError when no exercise has one.
        """
        chosen = self._named(names) if names else self._begun()
        self._sandbox.prestart({exercise.framework for exercise in chosen})
        return chosen

    def _named(self, names: Collection[str]) -> tuple[Exercise, ...]:
        return tuple(self.exercise(name) for name in dict.fromkeys(names))

    def _begun(self) -> tuple[Exercise, ...]:
        found = tuple(e for e in self.exercises if any((self.folder / name).exists() for name in filenames(e)))
        if not found:
            wanted = ", ".join(exercise.filename for exercise in self.exercises)
            raise UsageError(f"There is none of {wanted} in {self.folder}. Write them with: grade start .")
        return found

    def run(self, exercise: Exercise, handed: Handed | NotHanded | None = None, *, explain: bool = False) -> Checked:
        """Check one exercise: the student's file as it is now, or ``handed``. Only hints need ``explain``, which takes longer."""
        started = time.perf_counter()
        given = read(self.folder, exercise) if handed is None else handed
        result = self._graded(exercise, given, explain)
        checks = tuple(capped(check, self.policy.most) for check in result.checks)
        left = read_further(exercise) if self.is_kit else further(self._whole[exercise.id])
        cases = sum(len(part.cases) for part in exercise.parts)
        return Checked(exercise, given, replace(result, checks=checks), cases, left, time.perf_counter() - started)

    def with_hints(self, checked: Checked, book: HintBook) -> Checked:
        """The same with what its open hints need, where any are open for what is wrong."""
        wrong = [check.id for check in checked.result.checks if check.verdict in HINTED]
        if not any(book.shown(checked.exercise.id, name) for name in wrong):
            return checked
        return self.run(checked.exercise, checked.handed, explain=True)

    def _graded(self, exercise: Exercise, handed: Handed | NotHanded, explain: bool) -> ExerciseResult:
        try:
            return grade_exercise(exercise, handed, self._sandbox, self._expectations, explain=explain).result
        except GraderFault as fault:
            if self.remark:
                raise
            # A kernel or a container may refuse what the warm workers need; the same answers are to be had without them.
            reason = str(fault).strip().splitlines()[0]
            self._sandbox.close()
            self._sandbox = Sandbox(isolation="none")
            self.remark = PLAIN.format(why=f" (no warm worker could be started: {reason})")
            return grade_exercise(exercise, handed, self._sandbox, self._expectations, explain=explain).result


def filenames(exercise: Exercise) -> tuple[str, str]:
    """The names under which a student's file may lie."""
    return exercise.filename, f"{exercise.id}.ipynb"


def _policy(course: Course, recorded: str) -> HintPolicy:
    """The course's policy, no further than what a kit has recorded."""
    said = hint_policy(course)
    return replace(said, most=min(said.most, recorded, key=DEGREES.index))


def no_warm_worker() -> str:
    """Why this system cannot have warm workers; empty when it can."""
    if sys.platform == "linux" and hasattr(os, "fork") and hasattr(signal, "pidfd_send_signal"):
        return ""
    system = {"win32": "Windows", "darwin": "macOS"}.get(sys.platform, sys.platform)
    return f", since warm workers are not to be had on {system}"
