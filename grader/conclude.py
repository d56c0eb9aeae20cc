"""From judged checks to an exercise's result: its status, its marks, and what is said of a file that could not run."""

import logging
import re
from dataclasses import replace

from grader.checks.verdicts import result
from grader.model.call import Ending, Observation, Outcome
from grader.model.exercise import Exercise
from grader.model.result import CheckResult, ExerciseResult, Finding, Source
from grader.model.verdict import Status, Verdict
from grader.notebook import place
from grader.score import rounded, shares, total
from grader.submission import Handed

SHOWN_SOURCE = 200_000
"""Characters of a student's file that a report shows."""


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
