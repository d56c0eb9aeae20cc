"""Findings from causes and places: said in full once, and by reference where the same cause strikes again."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checks.evidence import Evidence
from grader.checks.properties import PropertySettings
from grader.checks.values import path_of
from grader.diagnose.cause import Cause
from grader.diagnose.hands_on import Insight
from grader.diagnose.repair import is_numeric
from grader.model.call import Job
from grader.model.result import CheckResult, Finding

if TYPE_CHECKING:
    from grader.diagnose.diagnose import Failure


def findings(failures: "Sequence[Failure]", insights: Mapping[str, Insight]) -> dict[str, tuple[Finding, ...]]:
    """By check id: what is said of each failed check, in the order of the checks."""
    said: dict[str, tuple[Finding, ...]] = {}
    first: dict[tuple[str, int | None], str] = {}
    together = _joint_cause(failures, insights)
    for failure in failures:
        check = failure.evidence.check
        causes = settled(failure, insights.get(check.id), together)
        found = []
        for cause in causes:
            key = (cause.slug, cause.line)
            found.append(_short(cause, first[key]) if key in first else _full(cause))
            first.setdefault(key, check.title)
        if found:
            said[check.id] = tuple(dict.fromkeys(found))
    return said


def _joint_cause(failures: "Sequence[Failure]", insights: Mapping[str, Insight]) -> Cause | None:
    """The cause at one place that explains all failed checks, when the numbers alone give them different ones or none."""
    joint = [insights[f.evidence.check.id] for f in failures if f.evidence.check.id in insights]
    if len(joint) < 2 or not all(insight.joint for insight in joint):
        return None
    slugs = {e.cause.slug if e.cause else None for f in failures for e in f.explanations if f.evidence.check.id in insights}
    return joint[0].cause if len(slugs) > 1 or slugs == {None} else None


def settled(failure: "Failure", insight: Insight | None, together: Cause | None) -> list[Cause]:
    """The causes of one failed check: what the numbers say, with the line where it is known."""
    location = insight.location if insight else None
    if together is not None and insight is not None and insight.joint:
        return [together]
    causes = list({e.cause.slug: e.cause for e in failure.explanations if e.cause is not None}.values())
    if not causes and insight is not None and insight.cause is not None:
        causes = [insight.cause]
    if location is None:
        return causes
    if not causes:
        words = f"It goes wrong on line {location.line}: one small change there makes every case right."
        return [Cause("location", "", words, line=location.line)]
    value = f" There {location.value}." if location.value else ""
    where = "" if causes[0].line else f" Look at line {location.line}.{value}"
    return [replace(causes[0], words=causes[0].words + where, line=location.line), *causes[1:]]


def _full(cause: Cause) -> Finding:
    see = f" Read “{cause.see}” in the statement." if cause.see else ""
    return Finding(cause.finding, cause.words + see, cause.line, "cause")


def _short(cause: Cause, title: str) -> Finding:
    return Finding(cause.finding, f"The same cause as under “{title}”.", cause.line, "cause")


def follows(
    rest: Sequence[tuple[Evidence, CheckResult]],
    failures: "Sequence[Failure]",
    said: Mapping[str, tuple[Finding, ...]],
    job: Job | None,
) -> dict[str, tuple[Finding, ...]]:
    """Checks that fail because of what another one has shown: a property of a wrong value, a function that calls a wrong one."""
    wrong = {path_of(f.evidence.check): f for f in failures if is_numeric(f.evidence)}
    targets = {call.target: f for f in wrong.values() for call in f.evidence.part.program if _binds(call.binds, f.evidence)}
    found: dict[str, tuple[Finding, ...]] = {}
    for evidence, _ in rest:
        settings = evidence.check.settings
        if isinstance(settings, PropertySettings):
            cause = next((wrong[path] for path in settings.of if path in wrong), None)
            if cause is not None:
                message = f"This follows from what is wrong under “{cause.evidence.check.title}”."
                found[evidence.check.id] = (Finding("consequence", message, level="cause"),)
        elif not is_numeric(evidence) and job is not None:
            found |= _through_calls(evidence, targets, job)
    return found


def _binds(binds: Sequence[str], evidence: Evidence) -> bool:
    return path_of(evidence.check).split(".")[0] in binds


def _through_calls(evidence: Evidence, targets: "Mapping[str, Failure]", job: Job) -> dict[str, tuple[Finding, ...]]:
    own = {call.target for call in evidence.part.program}
    called = _called(job.source, own)
    for target, failure in targets.items():
        if target in called and target not in own:
            message = (
                f"`{' and '.join(sorted(own & _callers(job.source, target)))}` calls your `{target}`, which is wrong by itself "
                f"(see “{failure.evidence.check.title}”): mend that first."
            )
            return {evidence.check.id: (Finding("consequence", message, level="cause"),)}
    return {}


def _called(source: bytes, names: set[str]) -> set[str]:
    """The names of the file's functions that ``names`` call, directly or through others."""
    calls = _calls(source)
    found: set[str] = set()
    waiting = [name for name in names if name in calls]
    while waiting:
        for name in calls.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found


def _callers(source: bytes, target: str) -> set[str]:
    return {name for name in _calls(source) if target in _called(source, {name})}


def _calls(source: bytes) -> dict[str, set[str]]:
    """By function of the file: the names of those that it calls."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {
        name: {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and inner.id in functions}
        for name, node in functions.items()
    }
