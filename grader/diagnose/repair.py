"""Which single change of the student's file would make its results right: found by trying, never shown.

Only the line and the kind of slip are reported. A change counts when it makes a failed check right on every case.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from grader.checks.evidence import Evidence, Setback, Trial, obtained
from grader.checks.matching import match
from grader.checks.values import GradientSettings, ValueSettings, path_of, rule_of
from grader.diagnose.gather import raw
from grader.diagnose.slips_of_students import REPAIRS
from grader.diagnose.workshop import variant, workshop
from grader.expected.tree import at, is_leaf
from grader.model.call import Ending, Job, Outcome, Run
from grader.mutate import mutants
from grader.mutate.mutant import Slip
from grader.mutate.table import Operator
from grader.sandbox.session import Session

CHUNK = 64
"""Variants that are tried between two looks at the clock."""

MOST_VARIANTS = 800
"""Variants that are tried in all: counted and not timed, so that what is found does not depend on how busy the machine is."""

RUNAWAY_COST = 100
"""A variant that runs into its time limit counts as so many."""

SECONDS_PER_TRY = 0.0125
"""A variant that takes more processor time than this counts as several: all of them take ten seconds at most."""

CALL_SECONDS = 0.5
"""The time limit of one call of a variant, which may run for ever."""

ROUGHLY = 1e-3
"""A variant further from the expected value than this, relative to its largest entry, is not looked at twice."""

NEARER = 0.1
"""And it has to be so much nearer than what was handed in: a change without effect is as near as that."""

OpenSession = Callable[[Job], Session]


@dataclass(frozen=True, slots=True)
class Repair:
    """A change that works. ``slip`` says what is wrong with the code as it stands."""

    line: int
    slip: Slip
    operator: str
    name: str
    """What the change puts in, for telling changes apart: never shown."""
    mended: frozenset[str]
    """The ids of the failed checks that become right."""

    @property
    def plain(self) -> bool:
        """Whether the change undoes a slip of the pen, and puts in nothing new."""
        return self.operator not in ADDING


ADDING = frozenset({"factor back", "term back", "function back", "wrong name"})
"""Operators of which some change somewhere nearly always works."""


FITTING = {
    "missing_factor": "factor back",
    "extra_factor": "factor back",
    "wrong_factor": "factor back",
    "constant_ratio": "factor back",
    "averaged_over_batch": "factor back",
    "summed_over_batch": "factor back",
    "scaled_term": "factor back",
    "missing_term": "term back",
    "extra_term": "term back",
    "wrong_operand": "wrong name",
}
"""By kind of cause: which of the adding operators is most likely to undo it."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is to be mended: checks of one part, with what they need to be judged again."""

    failed: Sequence[Evidence]
    right: Sequence[Evidence]
    """Checks that have to stay right."""
    job: Job
    source: str
    lines: Mapping[int, int]
    """The lines to change, the nearest to the wrong values with the lowest number."""
    deadline: float
    """On the clock of ``time.perf_counter``: where all ends, far beyond what ``MOST_VARIANTS`` take."""
    kinds: frozenset[str] = frozenset()
    """The kinds of cause found so far, for trying first what fits them."""


@dataclass(slots=True)
class Allowance:
    """How much more may be tried. The one thing here that changes: it is drawn down in several places."""

    deadline: float
    left: int = MOST_VARIANTS

    @property
    def over(self) -> bool:
        """Whether all is spent."""
        return self.left <= 0 or time.perf_counter() > self.deadline

    def spend(self, outcomes: Sequence[Outcome]) -> None:
        """Count one variant, by what its run came to."""
        runaway = any(o.ending is Ending.TIMEOUT for o in outcomes)
        took = sum(outcome.seconds for outcome in outcomes)
        self.left -= RUNAWAY_COST if runaway else 1 + min(int(took / SECONDS_PER_TRY), RUNAWAY_COST - 1)


def is_numeric(evidence: Evidence) -> bool:
    """Whether a check compares numbers of a program's run."""
    return isinstance(evidence.check.settings, GradientSettings | ValueSettings)


def find_repairs(search: Search, open_session: OpenSession) -> list[Repair]:
    """The changes that make at least one of the failed checks right on all its cases and leave the right ones right.

    Plain slips are tried first, next to the wrong values; when some change mends all, nothing further is.
    """
    found: list[Repair] = []
    allowance = Allowance(search.deadline)
    everything = {evidence.check.id for evidence in search.failed}
    for operators, near in _phases(search.kinds):
        if allowance.over or any(repair.mended >= everything for repair in found):
            break
        lines = {line for line, back in search.lines.items() if (back == 0) is near}
        found += _tried(search, open_session, operators, lines, allowance)
    return found


def _phases(kinds: frozenset[str]) -> Iterator[tuple[list[Operator], bool]]:
    """Which operators to try, one group after the other, and whether near the wrong values or farther back.

    What adds something is tried as far as it fits the causes found, and only near: somewhere it nearly always works.
    """
    plain = [operator for operator in REPAIRS if operator.name not in ADDING]
    fitting = {FITTING[kind] for kind in kinds if kind in FITTING}
    yield plain, True
    yield from (([o], True) for o in REPAIRS if o.name in ADDING and (not fitting or o.name in fitting))
    yield plain, False


def _tried(
    search: Search,
    open_session: OpenSession,
    operators: Sequence[Operator],
    lines: Collection[int],
    allowance: Allowance,
) -> list[Repair]:
    """The changes of some operators on some lines that work, tried in a worker of their own."""
    if not lines:
        return []
    candidates = list(islice(mutants(search.source, lines=lines, operators=operators), allowance.left))
    if not candidates:
        return []
    repairs = []
    job = workshop(search.job, search.source, [mutant.edit for mutant in candidates], CALL_SECONDS)
    with open_session(job) as session:
        for number, likely in _screened(session, search, len(candidates), allowance):
            mended = _mended(session, search, likely, number)
            if mended:
                mutant = candidates[number]
                repairs.append(Repair(mutant.line, mutant.mends, mutant.operator, mutant.edit.new, frozenset(mended)))
    return repairs


def _screened(
    session: Session, search: Search, many: int, allowance: Allowance
) -> Iterator[tuple[int, list[Evidence]]]:
    """Which of so many variants make some failed check right on one case that was wrong: (number, those checks)."""
    trials = _screening(search.failed)
    names = frozenset(path_of(evidence.check).split(".")[0] for evidence in search.failed)
    for start in range(0, many, CHUNK):
        if allowance.over:
            return
        numbers = range(start, min(start + CHUNK, many))
        runs = {(n, trial.case.name): _run(search, trial, n, names) for n in numbers for trial, _ in trials}
        outcomes = session.run(list(runs.values()))
        for number in numbers:
            likely = []
            for trial, wrong in trials:
                came = outcomes.get(runs[number, trial.case.name].id, ())
                allowance.spend(came)
                likely += [e for e in wrong if _is_better(e, trial, came)]
            if likely:
                yield number, likely


def _screening(failed: Sequence[Evidence]) -> list[tuple[Trial, list[Evidence]]]:
    """Few cases that between them were wrong for each failed check, with the checks that each is to tell of."""
    left = list(failed)
    chosen = []
    while (trial := telling(left)) is not None:
        wrong = [e for e in left if any(t.case.name == trial.case.name and not is_right(e, t) for t in e.trials)]
        chosen.append((trial, wrong))
        left = [e for e in left if e not in wrong]
    return chosen


def telling(failed: Sequence[Evidence]) -> Trial | None:
    """The case that most of the failed checks got wrong; None when there is none."""
    wrong: dict[str, list[Trial]] = {}
    for evidence in failed:
        for trial in evidence.trials:
            if trial.outcomes and not is_right(evidence, trial):
                wrong.setdefault(trial.case.name, []).append(trial)
    return max(wrong.values(), key=len)[0] if wrong else None


def _run(search: Search, trial: Trial, number: int, send: frozenset[str]) -> Run:
    calls = variant(search.failed[0].part.program, number)
    return Run(f"{number}/{trial.case.name}", trial.expected.inputs, calls, send, watched=False)


def _is_better(evidence: Evidence, trial: Trial, outcomes: tuple[Outcome, ...]) -> bool:
    """A quick look, before all cases are tried and judged in earnest: nearly right, and much nearer than what was handed in."""
    off = _distance(evidence, trial, outcomes)
    return off is not None and off <= ROUGHLY and off <= NEARER * (_distance(evidence, trial, trial.outcomes) or np.inf)


def _distance(evidence: Evidence, trial: Trial, outcomes: tuple[Outcome, ...]) -> float | None:
    """How far a value came from what was due, relative to its largest entry; None where that cannot be said."""
    path = path_of(evidence.check)
    name = path.split(".")[0]
    value = next((outcome.values[name] for outcome in outcomes if name in outcome.values), None)
    if value is None:
        return None
    wanted = at(trial.expected.values[name], path)
    try:
        came = raw(at(value, path))
    except KeyError:
        return None
    if not is_leaf(wanted):
        return 0.0
    due = np.asarray(wanted, dtype=np.float64)
    if came is None or came.size != due.size or not np.isfinite(came).all():
        return None
    scale = float(np.abs(due).max(initial=0.0)) or 1.0
    return float(np.abs(came.ravel() - due.ravel()).max(initial=0.0)) / scale


def _mended(session: Session, search: Search, likely: Sequence[Evidence], number: int) -> list[str]:
    """The ids of those checks that a variant makes right on all cases, provided that what was right stays right."""
    checks = [*likely, *search.right]
    names = frozenset(path_of(evidence.check).split(".")[0] for evidence in checks)
    trials = {trial.case.name: trial for evidence in likely for trial in evidence.trials}
    runs = {name: _run(search, trial, number, names) for name, trial in trials.items()}
    outcomes = session.run(list(runs.values()))

    def stays_right(evidence: Evidence) -> bool:
        cases = [trial for trial in evidence.trials if trial.case.name in runs]
        return all(is_right(evidence, replace(t, outcomes=outcomes[runs[t.case.name].id], again=())) for t in cases)

    if not all(stays_right(evidence) for evidence in search.right):
        return []
    return [evidence.check.id for evidence in likely if stays_right(evidence)]


def is_right(evidence: Evidence, trial: Trial) -> bool:
    """Whether the value of a numeric check is right in one trial."""
    path = path_of(evidence.check)
    value = obtained(trial, evidence.part.program, path, evidence.exercise)
    if isinstance(value, Setback):
        return False
    return match(value, path, trial.case, trial.expected, rule_of(evidence.check, trial)).setback is None
