"""From the matches of all cases to one check's verdict, marks and sentence."""

from collections.abc import Sequence

from grader.checks.matching import Match
from grader.model.exercise import Case, Check
from grader.model.result import CheckResult, Comparison, Finding
from grader.model.verdict import Verdict

_GRAVEST_FIRST = (
    Verdict.GRADER_FAULT,
    Verdict.NOT_ATTEMPTED,
    Verdict.MEMORY,
    Verdict.TIMEOUT,
    Verdict.ERROR,
    Verdict.FAILED,
    Verdict.SKIPPED,
)
"""Which verdict a check gets when its cases end differently."""


def conclude(check: Check, matches: Sequence[tuple[Case, Match]]) -> CheckResult:
    """A check passes when it has at least one case and every one of them is right."""
    public = all(case.public for case, _ in matches)
    comparisons = tuple(c for _, m in matches for c in m.comparisons)
    remarks = tuple(dict.fromkeys(f for _, m in matches for f in m.remarks))
    setbacks = [(case, m.setback) for case, m in matches if m.setback]
    if not matches:
        return result(check, Verdict.SKIPPED, "No case of this check was run.", public=False)
    if not setbacks:
        return result(check, Verdict.PASSED, "", public=public, findings=remarks, comparisons=comparisons)
    verdict = min((s.verdict for _, s in setbacks), key=_GRAVEST_FIRST.index)
    # A public case can be tried at home, so its sentence says more than a hidden one's.
    same = [(case, s) for case, s in setbacks if s.verdict is verdict]
    _, speaking = next(((case, s) for case, s in same if case.public), same[0])
    findings = tuple(
        dict.fromkeys(f for _, s in same for f in s.findings if f.code == speaking_code(speaking.findings))
    )
    message = speaking.message
    if len(matches) > 1 and len(setbacks) < len(matches):
        stop = "" if message.endswith((".", "!", "?")) else "."
        message += f"{stop} {len(matches) - len(setbacks)} of {len(matches)} cases are right."
    return result(check, verdict, message, public=public, findings=(*findings[:3], *remarks), comparisons=comparisons)


def speaking_code(findings: Sequence[Finding]) -> str:
    """The code of the first finding, or an empty string."""
    return findings[0].code if findings else ""


def result(
    check: Check,
    verdict: Verdict,
    message: str,
    *,
    public: bool,
    share: float | None = None,
    findings: Sequence[Finding] = (),
    comparisons: Sequence[Comparison] = (),
) -> CheckResult:
    """A check's result: full points when passed, ``share`` of them when partial, none otherwise, withheld by a fault."""
    score: float | None = 0.0
    if verdict is Verdict.PASSED:
        score = check.points
    elif verdict is Verdict.PARTIAL:
        score = round(check.points * (share or 0.0), 2)
    elif verdict is Verdict.GRADER_FAULT:
        score = None
    return CheckResult(
        id=check.id,
        title=check.title,
        verdict=verdict,
        score=score,
        max_score=check.points,
        public=public,
        message=message,
        findings=tuple(findings),
        comparisons=tuple(comparisons),
    )
