"""Is a mutant the same program? Shown, not assumed: it is held against the solution on inputs far outside the cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from threading import Lock

import numpy as np

from grader.audit.bench import Bench
from grader.audit.differing import Known, difference, moved_by_round_off, returned
from grader.audit.inputs import rounded
from grader.audit.variations import Variation, variations
from grader.checks.evidence import run_id
from grader.grade import plan
from grader.model.call import Run
from grader.model.exercise import Part
from grader.sandbox.session import Session

MOST = 200
"""Variations of each part that are tried."""

AT_A_TIME = 8
"""Runs that are sent together; a difference in one of them ends the comparison."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where a program differs from the solution: on which inputs, and in what."""

    variation: Variation
    said: str


@dataclass(frozen=True, slots=True)
class _Trial:
    """A variation as a run, and what the solution gives."""

    variation: Variation
    run: Run
    known: Known


class Equivalence:
    """Compares programs with the solution. The solution is run once, when the first program is compared; thread-safe."""

    def __init__(self, bench: Bench, solution: bytes) -> None:
        """``solution`` is right, so that whatever gives the same is right as well."""
        self._bench, self._solution = bench, solution
        self._lock = Lock()
        self._trials: list[_Trial] | None = None

    def __len__(self) -> int:
        """On how many inputs programs are compared."""
        return len(self._ready())

    def told_apart(self, source: bytes) -> Told | None:
        """The plainest inputs on which ``source`` differs from the solution; None when it never does."""
        trials = self._ready()
        with self._bench.open(source) as session:
            for start in range(0, len(trials), AT_A_TIME):
                some = trials[start : start + AT_A_TIME]
                outcomes = session.run([trial.run for trial in some])
                for trial in some:
                    said = difference(trial.known, outcomes[trial.run.id])
                    if said is not None:
                        return Told(trial.variation, said)
        return None

    def _ready(self) -> list[_Trial]:
        with self._lock:
            if self._trials is None:
                with self._bench.open(self._solution) as session:
                    found = [t for part in self._bench.exercise.parts for t in self._of_part(part, session)]
                # The plainest first, whatever part they are of.
                self._trials = sorted(found, key=lambda trial: bool(trial.variation.words))
            return self._trials

    def _of_part(self, part: Part, session: Session) -> list[_Trial]:
        found: list[_Trial] = []
        send = self._sent(part)
        for number, variation in enumerate(islice(self._in_turn(part), MOST)):
            bound = {name for call in variation.calls for name in call.binds}
            run = Run(f"{part.id}/variation {number}", variation.inputs, variation.calls, send & bound)
            known = _known(run, session)
            if known is not None:
                found.append(_Trial(variation, run, known))
        return found

    def _in_turn(self, part: Part) -> Iterator[Variation]:
        """The variations of all cases, the plainest of each case before the others of any."""
        streams = [variations(self._bench.exercise, part, case, self._bench.expectations.seed) for case in part.cases]
        while streams:
            left = []
            for stream in streams:
                variation = next(stream, None)
                if variation is not None:
                    left.append(stream)
                    yield variation
            streams = left

    def _sent(self, part: Part) -> frozenset[str]:
        """All that some check of the part reads."""
        ids = {run_id(part, case) for case in part.cases}
        runs = [run for run in plan([part], self._bench.expected) if run.id in ids]
        return frozenset().union(*(run.send for run in runs))


def _known(run: Run, session: Session) -> Known | None:
    """What the solution gives, and how it moves when the inputs move in their last digits; None where it gives nothing."""
    rng = np.random.default_rng(0)
    near = {name: rounded(value, rng) for name, value in run.inputs.items()}
    runs = [run, replace(run, id=f"{run.id}/near", inputs=near)]
    outcomes = session.run(runs)
    exact, moved = (outcomes[each.id] for each in runs)
    if not returned(exact):
        return None
    return Known(exact, moved_by_round_off(exact, moved) if returned(moved) else {})
