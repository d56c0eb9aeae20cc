"""What running the student's file again shows: state that is kept, chance, and the line on which it goes wrong."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from grader.checks.evidence import Evidence, Trial
from grader.checks.values import path_of
from grader.diagnose.cause import Cause
from grader.diagnose.gather import sample_of, wording
from grader.diagnose.location import Location, first_wrong_value, innocent, last_suspect, locate
from grader.diagnose.pool import Pool, pool_of
from grader.diagnose.repair import OpenSession, Repair, Search, find_repairs, is_right, telling
from grader.diagnose.slicing import relevant_lines
from grader.diagnose.trace import Replay, replay
from grader.expected.reference import load_reference
from grader.model.call import Job

STATE = Cause(
    "state_between_calls",
    "",
    "Run by itself, first thing, this case is right: something is kept from one call to the next (a global variable, an "
    "attribute of a class, a default argument that is a list) and gets into later results.",
)
CHANCE = Cause(
    "nondeterministic",
    "",
    "The same inputs gave other numbers the second time: something is random, or is kept from call to call.",
    code="not_repeatable",
)


UNSPECIFIC = frozenset(
    {
        "extra_statement",
        "missing_statement",
        "extra_call",
        "missing_call",
        "wrong_function",
        "wrong_constant",
        "wrong_flag",
        "swapped_arguments",
        "overwritten",
        "accumulated",
        "extra_eps",
        "biased",
    }
)
"""Slips that often have the effect of another one: they tell the place, and not the cause."""


@dataclass(frozen=True, slots=True)
class Insight:
    """What was found out about one failed check: a cause, a place, or both."""

    cause: Cause | None = None
    location: Location | None = None
    joint: bool = False
    """Whether the same place explains every failed check of the part."""


def look_into(
    failed: Sequence[Evidence],
    right: Sequence[Evidence],
    known: Mapping[str, Sequence[Cause | None]],
    job: Job,
    open_session: OpenSession,
    deadline: float,
) -> dict[str, Insight]:
    """Insights by check id into the ``failed`` numeric checks of one exercise. ``known`` are the causes found so far.

    The part with the most evidence is looked into; what is found there holds for other parts as far as their cause is the same.
    """
    source = _text(job)
    if not failed or source is None:
        return {}
    parts: dict[str, list[Evidence]] = {}
    for evidence in failed:
        parts.setdefault(evidence.part.id, []).append(evidence)
    main = max(parts.values(), key=lambda checks: sum(len(evidence.trials) for evidence in checks))
    passed = [evidence for evidence in right if evidence.part.id == main[0].part.id]
    return _part(main, passed, known, replace(job, watches=()), open_session, source, deadline)


def _text(job: Job) -> str | None:
    """The student's file, when it is Python."""
    try:
        text = job.source.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = job.source.decode("latin-1")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return text


def _part(
    failed: Sequence[Evidence],
    right: Sequence[Evidence],
    known: Mapping[str, Sequence[Cause | None]],
    job: Job,
    open_session: OpenSession,
    source: str,
    deadline: float,
) -> dict[str, Insight]:
    trial = telling(failed)
    if trial is None:
        return {}
    seen = replay(failed, trial, job, open_session)
    if seen is None:
        return {}
    unknown = [e for e in failed if not all(known.get(e.check.id, (None,)))]
    if seen.right or not seen.repeats:
        cause = STATE if seen.right else CHANCE
        return {evidence.check.id: Insight(cause) for evidence in unknown}
    # A check that passed as the gradient of a wrong forward does not compare with the right one.
    right = [evidence for evidence in right if all(is_right(evidence, t) for t in evidence.trials)]
    paths = [path_of(evidence.check) for evidence in failed]
    pool = _pool(failed[0], trial)
    cleared = innocent(seen.steps, pool)
    reach = relevant_lines(source, failed[0].part.program, paths)
    lines = {line: back for line, back in reach.items() if line not in cleared}
    kinds = frozenset(cause.kind for causes in known.values() for cause in causes if cause is not None)
    search = Search(failed, right, job, source, lines, deadline, kinds)
    found = _insights(failed, find_repairs(search, open_session), seen, pool)
    sound = cleared | set(relevant_lines(source, failed[0].part.program, [path_of(evidence.check) for evidence in right]))
    for evidence in failed:
        if evidence.check.id not in found:
            own = relevant_lines(source, evidence.part.program, [path_of(evidence.check)])
            place = first_wrong_value(seen.steps, pool, own) if pool is not None else None
            place = place or last_suspect(source, own.keys() - sound)
            if place is not None:
                found[evidence.check.id] = Insight(None, place)
    return found


def _pool(evidence: Evidence, trial: Trial) -> Pool | None:
    path = evidence.exercise.reference
    reference = None if path is None else load_reference(path)
    sample = sample_of(evidence, trial, reference, path_of(evidence.check), failed=True)
    return None if sample is None else pool_of(sample, wording(evidence, "SPELLINGS"))


def _insights(
    failed: Sequence[Evidence], repairs: Sequence[Repair], seen: Replay, pool: Pool | None
) -> dict[str, Insight]:
    """One place for all failed checks when a single change mends them all, else a place for each."""
    everything = {evidence.check.id for evidence in failed}
    joint = [repair for repair in repairs if repair.mended >= everything]
    found = {}
    for evidence in failed:
        chosen = joint or [repair for repair in repairs if evidence.check.id in repair.mended]
        location = locate(chosen, seen.steps, pool)
        if location is not None:
            found[evidence.check.id] = Insight(_cause(location), location, bool(joint) and len(failed) > 1)
    return found


def _cause(location: Location) -> Cause | None:
    slip = location.slip
    if slip is None or slip.code in UNSPECIFIC:
        return None
    return Cause(slip.code, "", f"On line {location.line} {slip.words}.", code="slip", line=location.line)
