"""The story of grading, top to bottom: load, draw, plan, observe, judge, diagnose, score, report."""

import hashlib
import logging
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np

from grader.checks.broken_rules import everywhere
from grader.checks.evidence import AGAIN, Evidence, Trial, run_id
from grader.checks.follow_through import RunAll, follow_through
from grader.checks.table import KINDS
from grader.conclude import concluded, not_graded, shown, weigh, withheld
from grader.errors import SpecError, UsageError
from grader.expected.record import Expectation
from grader.expected.source import Expectations
from grader.model.call import Job, Observation, Run
from grader.model.exercise import Course, Exercise, Part
from grader.model.result import CheckResult, ExerciseResult, Finding, Report
from grader.model.verdict import Verdict
from grader.notebook import by_cell
from grader.provenance import provenance
from grader.sandbox.host import Sandbox
from grader.score import total
from grader.submission import Handed, NotHanded, read

Judged: TypeAlias = tuple[Evidence, CheckResult]
"""A check's result and what it was judged from."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One exercise's result, and what the record says of how it came about."""

    result: ExerciseResult
    seconds: float
    submission_hash: str
    isolation: tuple[str, ...] = ()


def grade(
    course: Course,
    folder: Path,
    sandbox: Sandbox,
    expectations: Expectations,
    *,
    only: Collection[str] = (),
    public_only: bool = False,
) -> Report:
    """Grade one student's folder: every exercise of the course, or those in ``only``."""
    exercises = [e for e in course.exercises if not only or e.id in only]
    with ThreadPoolExecutor(max(len(exercises), 1)) as pool:
        one = partial(_read_and_grade, folder, sandbox, expectations, public_only)
        graded = list(pool.map(one, exercises))
    weighed = [weigh(g.result, course.weights.get(e.id, e.points)) for g, e in zip(graded, exercises, strict=True)]
    return Report(
        submission=folder.resolve().name,
        course=course.title,
        score=total(r.score for r in weighed),
        max_score=total(r.max_score for r in weighed) or 0.0,
        seed=expectations.seed,
        exercises=tuple(weighed),
        provenance=provenance(
            exercises, [g.submission_hash for g in graded], (layer for g in graded for layer in g.isolation)
        ),
        times={e.id: round(g.seconds, 4) for e, g in zip(exercises, graded, strict=True)},
    )


def _read_and_grade(
    folder: Path, sandbox: Sandbox, expectations: Expectations, public_only: bool, exercise: Exercise
) -> Graded:
    try:
        return grade_exercise(exercise, read(folder, exercise), sandbox, expectations, public_only=public_only)
    except (SpecError, UsageError):
        raise
    except Exception as error:
        return Graded(withheld(exercise, error), 0.0, "")


def grade_exercise(
    exercise: Exercise,
    handed: Handed | NotHanded,
    sandbox: Sandbox,
    expectations: Expectations,
    *,
    public_only: bool = False,
    explain: bool = True,
) -> Graded:
    """Plan, observe and judge one exercise of one student; with ``explain``, say why what failed did."""
    started = time.perf_counter()
    if isinstance(handed, NotHanded):
        return Graded(not_graded(exercise, handed.status, handed.message), time.perf_counter() - started, "")
    expected = expectations.of(exercise)
    parts = [_cut_to_public(part) if public_only else part for part in exercise.parts]
    runs = plan(parts, expected)
    job = Job(handed.filename, handed.source, exercise.framework, exercise.limits, exercise.watches)
    with sandbox.open(job) as session:
        observation = session.observe(runs)
        judged = judge(exercise, parts, expected, observation, session.run, handed.cells)
    checks = explained(judged, job, sandbox, handed.cells) if explain else tuple(verdict for _, verdict in judged)
    graded = concluded(exercise, observation, checks, handed.cells)
    remarks = (Finding("encoding", handed.remark, level="remark"),) if handed.remark else ()
    checked = replace(
        graded,
        findings=(*graded.findings, *remarks),
        source=shown(handed),
        printed=observation.printed,
        printed_truncated=observation.printed_truncated,
    )
    digest = hashlib.sha256(handed.source).hexdigest()
    return Graded(checked, time.perf_counter() - started, digest, observation.isolation)


def _cut_to_public(part: Part) -> Part:
    return replace(part, cases=tuple(case for case in part.cases if case.public))


def plan(parts: Iterable[Part], expected: Mapping[tuple[str, str], Expectation]) -> list[Run]:
    """Every run that some check needs, each once, sending back all that any check reads of it."""
    merged: dict[str, Run] = {}
    for part in parts:
        for check in part.checks:
            cases = [(c, expected[part.id, c.name]) for c in part.cases if c.name in check.cases]
            for run in KINDS[check.kind].plan(part, check, cases):
                known = merged.get(run.id)
                merged[run.id] = _both(run, known) if known else run
    # Repetitions come last, so that what a submission keeps from call to call has had its chance to show.
    return sorted(merged.values(), key=lambda run: run.id.endswith(f"/{AGAIN}"))


def _both(one: Run, other: Run) -> Run:
    """One run for two checks: as many calls as either needs, and all that either reads."""
    return replace(one, send=one.send | other.send, calls=max(one.calls, other.calls, key=len))


def judge(
    exercise: Exercise,
    parts: Iterable[Part],
    expected: Mapping[tuple[str, str], Expectation],
    observation: Observation,
    run: RunAll,
    cells: tuple[int, ...] = (),
) -> list[Judged]:
    """From outcomes to verdicts, marks and sentences. ``run`` runs more of the student's code, should a judgement need it.

    ``cells`` are the first lines of a notebook's cells.
    """
    parts, judged = list(parts), list[Judged]()
    runs = everywhere(exercise, parts, observation.runs)
    for part in parts:
        for check in part.checks:
            trials = tuple(
                Trial(
                    case,
                    expected[part.id, case.name],
                    runs.get(run_id(part, case), ()),
                    runs.get(run_id(part, case, AGAIN), ()),
                    cells,
                )
                for case in part.cases
                if case.name in check.cases
            )
            evidence = Evidence(exercise, part, check, trials)
            verdict = KINDS[check.kind].judge(evidence)
            judged.append((evidence, follow_through(evidence, verdict, run) or verdict))
    return judged


def explained(
    judged: Sequence[Judged], job: Job, sandbox: Sandbox, cells: tuple[int, ...] = ()
) -> tuple[CheckResult, ...]:
    """The results with their causes, where a diagnosis finds any. No verdict and no mark changes, not even by an error of ours."""
    failed = [(evidence, verdict) for evidence, verdict in judged if verdict.verdict is not Verdict.PASSED]
    passed = [evidence for evidence, verdict in judged if verdict.verdict is Verdict.PASSED]
    if not failed:
        return tuple(verdict for _, verdict in judged)
    try:
        from grader.diagnose import diagnose  # slow to import, and not needed for what is right

        # Wrong values overflow and divide by zero in the hypotheses as they did in the submission.
        with np.errstate(all="ignore"):
            causes = diagnose(failed, passed, job, sandbox.open)
    except Exception:
        logging.getLogger("grader").exception("explaining %s failed", job.filename)
        message = "Why this is so could not be found out, through a fault of the grader's own. The marks do not depend on it."
        causes = {failed[0][1].id: (Finding("not_explained", message, level="remark"),)}
    told = {
        name: [replace(finding, message=by_cell(finding.message, cells)) for finding in found]
        for name, found in causes.items()
    }
    return tuple(replace(r, findings=(*r.findings, *told.get(r.id, ()))) for _, r in judged)
