"""Finding a lost mark early: the checks of one cheap case for each part, the cheapest part first.

A check passes only when each of its cases does, so a mark that is lost here is lost in grading as well. What loses none here
has to be graded as a whole.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.audit.bench import Bench
from grader.checks.evidence import AGAIN, Evidence, Trial, run_id
from grader.checks.follow_through import follow_through
from grader.checks.table import KINDS
from grader.grade import plan
from grader.model.call import Outcome, Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult
from grader.sandbox.session import Session

CHEAP = 2.0
"""A case counts as cheap when it takes at most this many times as long as its part's cheapest."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part cut down to one case, and the runs that this needs."""

    part: Part
    case: Case
    runs: Sequence[Run]

    @property
    def targets(self) -> list[str]:
        """What the part's program calls."""
        return [call.target for call in self.part.program]


def stages(bench: Bench, solution: bytes) -> list[Stage]:
    """One stage for each part, the cheapest first, as the solution's times have it."""
    timed = []
    with bench.open(solution) as session:
        for part in bench.exercise.parts:
            each = [_timed(session, _stage(bench, part, case)) for case in part.cases]
            cheapest = min(seconds for seconds, _ in each)
            # The first cheap one: authors put a typical case first, and times are never quite the same.
            timed.append(next(pair for pair in each if pair[0] <= CHEAP * cheapest))
    return [stage for _, stage in sorted(timed, key=lambda pair: pair[0])]


def _stage(bench: Bench, part: Part, case: Case) -> Stage:
    cut = replace(part, cases=(case,))
    return Stage(cut, case, plan([cut], bench.expected))


def _timed(session: Session, stage: Stage) -> tuple[float, Stage]:
    session.run(stage.runs)  # what is done once only, such as a late import, is no cost of the case
    started = time.perf_counter()
    session.run(stage.runs)
    return time.perf_counter() - started, stage


def first_loss(bench: Bench, source: bytes, ordered: Sequence[Stage]) -> str | None:
    """The id of a check of which ``source`` loses marks in some stage; None when it loses none in any of them."""
    with bench.open(source) as session:
        for stage in ordered:
            outcomes = session.run(stage.runs)
            judged = [_judged(bench, stage, check, outcomes) for check in stage.part.checks if _concerns(check, stage)]
            lost = [(evidence, result) for evidence, result in judged if _loses(result)]
            for evidence, result in lost:
                if not _loses(follow_through(evidence, result, session.run) or result):
                    continue
                return result.id
    return None


def _concerns(check: Check, stage: Stage) -> bool:
    return stage.case.name in check.cases


def _loses(result: CheckResult) -> bool:
    return result.score is not None and result.score < result.max_score


def _judged(
    bench: Bench, stage: Stage, check: Check, outcomes: dict[str, tuple[Outcome, ...]]
) -> tuple[Evidence, CheckResult]:
    part, case = stage.part, stage.case
    trial = Trial(
        case,
        bench.expected[part.id, case.name],
        outcomes.get(run_id(part, case), ()),
        outcomes.get(run_id(part, case, AGAIN), ()),
    )
    evidence = Evidence(bench.exercise, part, check, (trial,))
    return evidence, KINDS[check.kind].judge(evidence)
