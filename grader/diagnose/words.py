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
from grader.diagnose.location import Location
from grader.diagnose.repair import is_numeric
from grader.model.call import Job
from grader.model.result import CheckResult, Finding

if TYPE_CHECKING:
    from grader.diagnose.diagnose import Failure


def findings(failures: "Sequence[Failure]", insights: Mapping[str, Insight]) -> dict[str, tuple[Finding, ...]]:
    """By check id: what is said of each failed check, in the order of the checks."""
    said: dict[str, tuple[Finding, ...]] = {}
    first: dict[str, tuple[Cause, str]] = {}
    together = _joint_cause(failures, insights)
    lines = _lines(failures, insights)
    for failure in failures:
        check = failure.evidence.check
        found = []
        for cause in settled(failure, insights.get(check.id), together, lines):
            known = first.get(cause.slug)
            again = known is not None and (cause.line is None or cause.line == known[0].line)
            found.append(_short(cause, known[1]) if known is not None and again else _full(cause))
            first.setdefault(cause.slug, (cause, check.title))
        if found:
            said[check.id] = tuple(dict.fromkeys(found))
    return said


def _joint_cause(failures: "Sequence[Failure]", insights: Mapping[str, Insight]) -> Cause | None:
    """The cause at one place that explains all failed checks, when the numbers alone give them different ones or none."""
    joint = [insights[f.evidence.check.id] for f in failures if f.evidence.check.id in insights]
    if len(joint) < 2 or not all(insight.joint for insight in joint):
        return None
    slugs = {
        e.cause.slug if e.cause else None for f in failures for e in f.explanations if f.evidence.check.id in insights
    }
    return joint[0].cause if len(slugs) > 1 or slugs == {None} else None


def _lines(failures: "Sequence[Failure]", insights: Mapping[str, Insight]) -> dict[str, Location]:
    """By slug of a cause: the place that was found for it under some check, for other checks with the same cause."""
    found: dict[str, Location] = {}
    for failure in failures:
        insight = insights.get(failure.evidence.check.id)
        causes = {explanation.cause.slug for explanation in failure.explanations if explanation.cause is not None}
        if insight is not None and insight.location is not None and len(causes) == 1:
            found.setdefault(causes.pop(), insight.location)
    return found


def settled(
    failure: "Failure", insight: Insight | None, together: Cause | None, lines: Mapping[str, Location]
) -> list[Cause]:
    """The causes of one failed check: what the numbers say, with the line where it is known."""
    if together is not None and insight is not None and insight.joint:
        return [together]
    causes = _by_numbers(failure)
    location = insight.location if insight else lines.get(causes[0].slug) if causes else None
    if not causes and insight is not None and insight.cause is not None:
        causes = [insight.cause]
    if location is None:
        return causes
    if not causes:
        return [Cause("location", "", _place(location, failure), line=location.line)]
    if causes[0].line is not None:
        return causes
    words = f"{causes[0].words} {_look(location, failure)}"
    return [replace(causes[0], words=words, line=location.line), *causes[1:]]


def _by_numbers(failure: "Failure") -> list[Cause]:
    """The different causes that the numbers give; where several values share one, it is said so."""
    sharing: dict[str, list[tuple[Cause, str]]] = {}
    for facts, explanation in zip(failure.facts, failure.explanations, strict=True):
        if explanation.cause is not None:
            sharing.setdefault(explanation.cause.slug, []).append((explanation.cause, facts.shown))
    found = []
    for shared in sharing.values():
        cause, shown = shared[0]
        others = [other for _, other in shared[1:]]
        if others and shown in cause.words:
            listed = " and ".join(f"`{other}`" for other in others)
            cause = replace(cause, words=f"{cause.words} The same holds for {listed}.")
        found.append(cause)
    return found


def _look(location: Location, failure: "Failure") -> str:
    own = {facts.shown for facts in failure.facts}
    value = location.value if not any(location.value.startswith(f"`{name}` is not") for name in own) else ""
    if not location.certain:
        return f"The first value that is not as expected comes about on line {location.line}: {location.value}."
    return f"Look at line {location.line}: {value}." if value else f"Look at line {location.line}."


def _place(location: Location, failure: "Failure") -> str:
    if not location.certain:
        return _look(location, failure)
    return f"It goes wrong on line {location.line}: one small change there makes every case right."


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
    """Checks that fail because of what another one has shown: a property of a wrong value, a call of a wrong function."""
    wrong = [f for f in failures if is_numeric(f.evidence)]
    by_path = {path_of(f.evidence.check): f for f in wrong}
    targets: dict[str, Failure] = {}
    for failure in wrong:
        if failure.evidence.check.id in said:
            targets.setdefault(_target(failure.evidence), failure)
    found: dict[str, tuple[Finding, ...]] = {}
    for evidence, _ in rest:
        settings = evidence.check.settings
        if isinstance(settings, PropertySettings):
            cause = next((by_path[path] for path in settings.of if path in by_path), None)
            if cause is not None:
                message = f"This follows from what is wrong under “{cause.evidence.check.title}”."
                found[evidence.check.id] = (Finding("consequence", message, level="cause"),)
        elif is_numeric(evidence):
            earlier = targets.get(_target(evidence))
            if earlier is not None and earlier.evidence.part.id != evidence.part.id:
                found[evidence.check.id] = (_mend_first(f"`{_target(evidence)}`", earlier),)
        elif job is not None:
            found |= _through_calls(evidence, targets, job)
    return found


def _target(evidence: Evidence) -> str:
    """The function of the student's that gives the value of a numeric check."""
    name = path_of(evidence.check).split(".")[0]
    return next((call.target for call in evidence.part.program if name in call.binds), "")


def _mend_first(what: str, earlier: "Failure") -> Finding:
    message = f"{what} is wrong by itself (see “{earlier.evidence.check.title}”): mend that first."
    return Finding("consequence", message, level="cause")


def _through_calls(evidence: Evidence, targets: "Mapping[str, Failure]", job: Job) -> dict[str, tuple[Finding, ...]]:
    own = {call.target for call in evidence.part.program}
    called = _called(job.source, own)
    for target, failure in targets.items():
        if target in called and target not in own:
            callers = " and ".join(sorted(own & _callers(job.source, target)))
            return {evidence.check.id: (_mend_first(f"`{callers}` calls your `{target}`, which", failure),)}
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
