"""What a student's variables held after each line, on one case; and whether the case is right when it is the first to be run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.checks.evidence import Evidence, Trial, program_run
from grader.checks.values import path_of
from grader.diagnose.gather import raw
from grader.diagnose.repair import OpenSession, is_right
from grader.model.call import Ending, Job, Outcome
from grader.model.value import Array, Value


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A variable that a line gave a new value; of a line that ran several times, the last one."""

    line: int
    function: str
    name: str
    value: Array


@dataclass(frozen=True, slots=True)
class Replay:
    """One case run again, first thing in a fresh worker."""

    steps: tuple[Step, ...]
    right: bool
    """Whether all failed checks get this case right there."""
    repeats: bool
    """Whether a second run of it gave the same numbers."""


def replay(failed: Sequence[Evidence], trial: Trial, job: Job, open_session: OpenSession) -> Replay | None:
    """Run ``trial`` alone, traced, and once more; None when the file cannot be imported."""
    names = frozenset(path_of(evidence.check).split(".")[0] for evidence in failed)
    run = program_run(failed[0].part, trial.case, trial.expected.inputs, names)
    with open_session(job) as session:
        if session.imported.ending not in (Ending.RETURNED, Ending.RAISED):
            return None
        first = session.run([replace(run, id="traced", trace=True, watched=False)])["traced"]
        again = session.run([replace(run, id="again", watched=False)])["again"]
    right = all(is_right(evidence, replace(trial, outcomes=first, again=())) for evidence in failed)
    return Replay(tuple(_steps(first)), right, _numbers(first) == _numbers(again))


def _steps(outcomes: Sequence[Outcome]) -> Iterator[Step]:
    last: dict[tuple[int, str, str], Array] = {}
    for outcome in outcomes:
        for step in outcome.trace:
            for name, value in step.changed.items():
                numbers = raw(value)
                if numbers is not None and np.isfinite(numbers).all():
                    key = (step.line, step.function, name)
                    last.pop(key, None)
                    last[key] = numbers
    for (line, function, name), numbers in last.items():
        yield Step(line, function, name, numbers)


def _numbers(outcomes: Sequence[Outcome]) -> list[tuple[str, bytes]]:
    """The numbers in what came back, for comparing."""
    return [(name, part) for outcome in outcomes for name, value in outcome.values.items() for part in _bytes(value)]


def _bytes(value: Value) -> Iterator[bytes]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _bytes(inner)
    elif isinstance(value, list | tuple) and raw(value) is None:
        for inner in value:
            yield from _bytes(inner)
    else:
        numbers = raw(value)
        yield repr(value).encode() if numbers is None else numbers.tobytes()
