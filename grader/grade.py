"""The story of grading, top to bottom: load, draw, plan, observe, judge, diagnose, score, report."""

import hashlib
import logging
import re
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from grader.checks.evidence import AGAIN, Evidence, Trial, run_id
from grader.checks.follow_through import RunAll, follow_through
from grader.checks.table import KINDS
from grader.checks.verdicts import result
from grader.diagnose import diagnose
from grader.errors import SpecError
from grader.expected.record import Expectation
from grader.expected.source import Expectations
from grader.model.call import Ending, Job, Observation, Outcome, Run
from grader.model.exercise import Course, Exercise, Part
from grader.model.result import CheckResult, ExerciseResult, Finding, Report, Source
from grader.model.verdict import Status, Verdict
from grader.notebook import place
from grader.provenance import provenance
from grader.sandbox.host import Sandbox
from grader.score import rounded, shares, total
from grader.submission import Handed, NotHanded, read

SHOWN_SOURCE = 200_000
"""Characters of a student's file that a report shows."""


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
    except SpecError:
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
) -> Graded:
    """Plan, observe and judge one exercise of one student."""
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
    graded = concluded(exercise, observation, explained(judged, job, sandbox), handed.cells)
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
    judged: list[Judged] = []
    for part in parts:
        for check in part.checks:
            trials = tuple(
                Trial(
                    case,
                    expected[part.id, case.name],
                    observation.runs.get(run_id(part, case), ()),
                    observation.runs.get(run_id(part, case, AGAIN), ()),
                    cells,
                )
                for case in part.cases
                if case.name in check.cases
            )
            evidence = Evidence(exercise, part, check, trials)
            verdict = KINDS[check.kind].judge(evidence)
            judged.append((evidence, follow_through(evidence, verdict, run) or verdict))
    return judged


def explained(judged: Sequence[Judged], job: Job, sandbox: Sandbox) -> tuple[CheckResult, ...]:
    """The results with their causes, where a diagnosis finds any. No verdict and no mark changes."""
    failed = [(evidence, verdict) for evidence, verdict in judged if verdict.verdict is not Verdict.PASSED]
    passed = [evidence for evidence, verdict in judged if verdict.verdict is Verdict.PASSED]
    causes = diagnose(failed, passed, job, sandbox.open) if failed else {}
    return tuple(replace(r, findings=(*r.findings, *causes.get(r.id, ()))) for _, r in judged)


def nothing_ran(observation: Observation) -> bool:
    """Whether no call of any run found its target."""
    outcomes = [outcome for run in observation.runs.values() for outcome in run]
    return all(outcome.ending in (Ending.MISSING, Ending.NOT_RUN) for outcome in outcomes)


def concluded(
    exercise: Exercise, observation: Observation, checks: tuple[CheckResult, ...], cells: tuple[int, ...] = ()
) -> ExerciseResult:
    """The exercise's result from its checks': all planned checks must have answered."""
    imported = observation.imported
    findings = import_findings(imported, cells)
    if imported.ending is not Ending.RETURNED and nothing_ran(observation):
        return not_graded(exercise, Status.IMPORT_ERROR, import_sentence(imported, cells), findings)
    if len(checks) != len(exercise.checks):
        raise AssertionError(f"{exercise.id}: {len(checks)} checks answered of {len(exercise.checks)} planned")
    score = total(check.score for check in checks)
    untouched = all(check.verdict in (Verdict.NOT_ATTEMPTED, Verdict.SKIPPED) for check in checks)
    status = Status.NOT_ATTEMPTED if untouched else Status.WITHHELD if score is None else Status.GRADED
    messages = {
        Status.NOT_ATTEMPTED: "Nothing is written yet: the starter file is as it was handed out.",
        Status.WITHHELD: "A fault of the grader's own: these marks are withheld, not lost. Please tell your instructor.",
    }
    points = total(check.max_score for check in checks) or 0.0
    return ExerciseResult(
        exercise.id, exercise.title, status, score, points, messages.get(status, ""), checks, findings
    )


def not_graded(exercise: Exercise, status: Status, message: str, findings: tuple[Finding, ...] = ()) -> ExerciseResult:
    """The result of an exercise in which nothing could be called: no marks, every check saying so."""
    verdict = Verdict.ERROR if status is Status.IMPORT_ERROR else Verdict.NOT_ATTEMPTED
    checks = tuple(result(check, verdict, message, public=True) for check in exercise.checks)
    points = total(check.max_score for check in checks) or 0.0
    return ExerciseResult(exercise.id, exercise.title, status, 0.0, points, message, checks, findings)


def withheld(exercise: Exercise, error: Exception) -> ExerciseResult:
    """The result when the grader itself failed: no score at all, which costs the student nothing."""
    logging.getLogger("grader").exception("grading %s failed", exercise.id, exc_info=error)
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    message = f"A fault of the grader's own: these marks are withheld, not lost. ({reason})"
    checks = tuple(result(check, Verdict.GRADER_FAULT, message, public=True) for check in exercise.checks)
    points = total(check.max_score for check in checks) or 0.0
    return ExerciseResult(exercise.id, exercise.title, Status.WITHHELD, None, points, message, checks)


def import_sentence(imported: Outcome, cells: tuple[int, ...] = ()) -> str:
    """Why a student's file could not be imported."""
    line = f" {'in' if cells else 'on'} {place(imported.frames[-1].line, cells)}" if imported.frames else ""
    # A syntax error's own words count the lines of the cells joined.
    said = re.sub(r" \(line \d+, column \d+\)$", "", imported.message) if cells else imported.message
    sentences = {
        Ending.RAISED: f"The file could not be imported: {imported.kind}{line}: {said}",
        Ending.EXITED: f"The file ended the program while it was imported{line}: {imported.message or imported.kind}.",
        Ending.TIMEOUT: "The file did not finish importing within its time limit: what runs at the top level takes too long.",
        Ending.MEMORY: "The file needed more memory than it may use while it was imported.",
        Ending.CRASHED: f"Python itself crashed while the file was imported: {imported.message}.",
        Ending.UNIMPLEMENTED: f"The file calls a function that is not written yet{line}.",
    }
    return sentences.get(imported.ending, imported.message or "The file could not be imported.")


def import_findings(imported: Outcome, cells: tuple[int, ...] = ()) -> tuple[Finding, ...]:
    """The finding that says so, with its line; none when all went well."""
    if imported.ending is Ending.RETURNED:
        return ()
    line = imported.frames[-1].line if imported.frames else None
    return (Finding(f"import_{imported.ending.value}", import_sentence(imported, cells), line),)


def weigh(exercise: ExerciseResult, weight: float) -> ExerciseResult:
    """The result with its points scaled to the exercise's weight in the course."""
    if weight == exercise.max_score or not exercise.checks:
        return exercise
    points = shares(tuple(check.max_score for check in exercise.checks), weight)
    checks = tuple(
        replace(
            check, max_score=new, score=None if check.score is None else rounded(check.score / check.max_score * new)
        )
        for check, new in zip(exercise.checks, points, strict=True)
    )
    return replace(exercise, checks=checks, score=total(check.score for check in checks), max_score=weight)


def shown(handed: Handed) -> Source:
    """The student's file for display."""
    text = handed.source.decode("utf-8-sig", errors="replace")
    return Source(handed.filename, text[:SHOWN_SOURCE], len(text) > SHOWN_SOURCE, handed.cells)
