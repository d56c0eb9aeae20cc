"""The story of an audit, top to bottom: basics, zoo, mutants, misconceptions."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter

import numpy as np

from grader.audit.basics import reference_in_order, solution_in_order, starter_in_order
from grader.audit.bench import Bench, solution_of
from grader.audit.confusable import confusions
from grader.audit.mutation import analysed
from grader.audit.record import ExerciseAudit, MutantRecord
from grader.audit.zoo import audited
from grader.expected.source import Expectations
from grader.model.exercise import Course, Exercise
from grader.sandbox.host import Sandbox

QUICK_MUTANTS = 24
QUICK_ENTRIES = 8
"""How many mutants and zoo entries of each exercise a quick audit grades."""

Tell = Callable[[str], None]
"""Says what is being done."""


def audit(
    course: Course, sandbox: Sandbox, expectations: Expectations, *, quick: bool, jobs: int, tell: Tell
) -> Iterator[ExerciseAudit]:
    """Audit each exercise of ``course`` in turn, ``jobs`` programs at a time."""
    # Mutants divide by zero as a matter of course: numpy need not warn of what then comes.
    with ThreadPoolExecutor(jobs, initializer=partial(np.seterr, all="ignore")) as pool:
        for exercise in course.exercises:
            bench = Bench(exercise, sandbox, expectations)
            yield _audited(course, exercise, bench, pool, quick, tell)


def _audited(
    course: Course, exercise: Exercise, bench: Bench, pool: ThreadPoolExecutor, quick: bool, tell: Tell
) -> ExerciseAudit:
    clock = _Clock(exercise, tell)
    solution = solution_of(exercise)
    clock.start("solution and starter file")
    right = solution_in_order(bench, solution.read_bytes() if solution else None)
    basics = (right, starter_in_order(bench), reference_in_order(bench))
    clock.start("zoo")
    zoo = audited(course, exercise, bench.grade, pool, QUICK_ENTRIES if quick else None)
    clock.start("mutants")
    possible, fates = 0, list[MutantRecord]()
    if solution is not None and right.ok:
        file = solution.relative_to(course.root).as_posix() if solution.is_relative_to(course.root) else solution.name
        possible, fates = analysed(bench, solution, file, pool, QUICK_MUTANTS if quick else None)
    clock.start("misconceptions")
    misconceptions, confused = confusions(bench)
    clock.stop()
    return ExerciseAudit(
        id=exercise.id,
        title=exercise.title,
        basics=basics,
        zoo=zoo,
        possible=possible,
        mutants=tuple(fates),
        misconceptions=misconceptions,
        confusions=confused,
        seconds=clock.seconds,
    )


class _Clock:
    """Seconds by stage, each told as it begins."""

    def __init__(self, exercise: Exercise, tell: Tell) -> None:
        self._exercise, self._tell = exercise, tell
        self._stage, self._since = "", 0.0
        self.seconds: dict[str, float] = {}

    def start(self, stage: str) -> None:
        self.stop()
        self._tell(f"{self._exercise.id}: {stage} …")
        self._stage, self._since = stage, perf_counter()

    def stop(self) -> None:
        if self._stage:
            self.seconds[self._stage] = round(perf_counter() - self._since, 2)
