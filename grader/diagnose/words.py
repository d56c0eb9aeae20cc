"""Findings from causes and places: said in full once, and by reference where the same cause strikes again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from grader.diagnose.cause import Cause
from grader.diagnose.failure import Failure
from grader.diagnose.hands_on import Insight
from grader.diagnose.location import Location
from grader.model.result import LOCATION, SAME_CAUSE, Finding


def findings(failures: Sequence[Failure], insights: Mapping[str, Insight]) -> dict[str, tuple[Finding, ...]]:
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


def _joint_cause(failures: Sequence[Failure], insights: Mapping[str, Insight]) -> Cause | None:
    """The cause at one place that explains all failed checks, when the numbers alone give them different ones or none."""
    joint = [insights[f.evidence.check.id] for f in failures if f.evidence.check.id in insights]
    if len(joint) < 2 or not all(insight.joint for insight in joint):
        return None
    slugs = {
        e.cause.slug if e.cause else None for f in failures for e in f.explanations if f.evidence.check.id in insights
    }
    return joint[0].cause if len(slugs) > 1 or slugs == {None} else None


def _lines(failures: Sequence[Failure], insights: Mapping[str, Insight]) -> dict[str, Location]:
    """By slug of a cause: the place that was found for it under some check, for other checks with the same cause."""
    found: dict[str, Location] = {}
    for failure in failures:
        insight = insights.get(failure.evidence.check.id)
        causes = {explanation.cause.slug for explanation in failure.explanations if explanation.cause is not None}
        if insight is not None and insight.location is not None and len(causes) == 1:
            found.setdefault(causes.pop(), insight.location)
    return found


def settled(
    failure: Failure, insight: Insight | None, together: Cause | None, lines: Mapping[str, Location]
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
        return [Cause(LOCATION, "", _place(location, failure), line=location.line)]
    if causes[0].line is not None:
        return causes
    words = f"{causes[0].words} {_look(location, failure)}"
    return [replace(causes[0], words=words, line=location.line), *causes[1:]]


def _by_numbers(failure: Failure) -> list[Cause]:
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


def _look(location: Location, failure: Failure) -> str:
    if location.alone:
        return f"Look at line {location.line}: nothing else that it comes from is in doubt."
    own = {facts.shown for facts in failure.facts}
    value = location.value if not any(location.value.startswith(f"`{name}` is not") for name in own) else ""
    if not location.certain and not value:
        return f"Look at line {location.line}: the values that lead up to it are right, as far as they are known."
    if not location.certain:
        return f"The first value that is not as expected comes about on line {location.line}: {location.value}."
    return f"Look at line {location.line}: {value}." if value else f"Look at line {location.line}."


def _place(location: Location, failure: Failure) -> str:
    if not location.certain:
        return _look(location, failure)
    return f"It goes wrong on line {location.line}: one small change there makes every case right."


def _full(cause: Cause) -> Finding:
    see = f" Read “{cause.see}” in the statement." if cause.see else ""
    return Finding(cause.finding, cause.words + see, cause.line, "cause")


def _short(cause: Cause, title: str) -> Finding:
    return Finding(SAME_CAUSE, f"The same cause as under “{title}”.", cause.line, "cause")
