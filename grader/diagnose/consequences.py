"""Checks that fail because of what another one has shown: a property of a wrong value, a call of a wrong function."""

import ast
from collections.abc import Mapping, Sequence

from grader.checks.evidence import Evidence
from grader.checks.properties import PropertySettings
from grader.checks.values import path_of
from grader.diagnose.failure import Failure
from grader.diagnose.repair import is_numeric
from grader.model.call import VERBS, Job
from grader.model.result import CONSEQUENCE, CheckResult, Finding


def follows(
    rest: Sequence[tuple[Evidence, CheckResult]],
    failures: Sequence[Failure],
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
                found[evidence.check.id] = (Finding(CONSEQUENCE, message, level="cause"),)
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
    program = evidence.part.program
    target = next((call.target for call in program if name in call.binds), "")
    if target not in VERBS:
        return target
    applied = next((call.target for call in program if call.target.endswith(".apply")), target)
    return applied.replace(".apply", ".backward")


def _mend_first(what: str, earlier: Failure) -> Finding:
    message = f"{what} is wrong by itself (see “{earlier.evidence.check.title}”): mend that first."
    return Finding(CONSEQUENCE, message, level="cause")


def _through_calls(evidence: Evidence, targets: Mapping[str, Failure], job: Job) -> dict[str, tuple[Finding, ...]]:
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
