"""Hints by degrees: what is wrong is always said; where, and then why, when a student asks for them."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.kit.hints_policy import HintPolicy
from grader.kit.marker import DEGREES
from grader.kit.where import where
from grader.model.result import CheckResult, ExerciseResult, Source
from grader.model.verdict import Status, Verdict

FORMAT = 1
_LARGEST = 1 << 20
_KEPT = Path(".grader") / "hints.json"
_HANDED_IN = Path("hints.json")

_RIGHT = (Verdict.PASSED, Verdict.SKIPPED)
HINTED = (Verdict.FAILED, Verdict.PARTIAL, Verdict.ERROR)
"""Verdicts that a hint can say more about."""

_SAYS_ALL = frozenset({"missing", "wrong_count"})
"""Codes of findings whose sentence leaves nothing to be hinted at."""


def hint(check: CheckResult, degree: str, source: Source | None) -> list[str]:
    """What the hint of one degree says about a failed check."""
    if degree == "where":
        return where(check, source) or ["Nothing more is known about the place."]
    if check.verdict is Verdict.ERROR:
        return ["The exception's own words say why: print what stands in that line just before it."]
    causes = [finding.message for finding in check.findings if finding.level == "cause"]
    if not causes and not check.comparisons:
        return ["What is said above is all that is known: compare it with what the starter file says of this function."]
    return causes or [
        "No usual slip explains these numbers. Work a case with two or three numbers by hand, and compare step by step."
    ]


def first_wrong(result: ExerciseResult) -> CheckResult | None:
    """The check whose hint comes next: of those that failed on their own account, the one worth most."""
    wrong = [
        check
        for check in result.checks
        if check.verdict in HINTED and not any(finding.code in _SAYS_ALL for finding in check.findings)
    ]
    if result.status is not Status.GRADED:
        return None
    return max(wrong, key=lambda check: check.max_score, default=None)


def capped(result: CheckResult, most: str) -> CheckResult:
    """The check with nothing in it that goes further than the degree ``most``: of a cause its line stays, or nothing."""
    if most == "why":
        return result
    kept = tuple(
        replace(finding, code="place", message="") if finding.level == "cause" else finding
        for finding in result.findings
        if finding.level != "cause" or (most == "where" and finding.line is not None)
    )
    return replace(result, findings=kept)


@dataclass
class HintBook:
    """Which hints were taken in one folder. ``degrees`` by exercise and check, ``taken`` by exercise, never less than before."""

    path: Path
    policy: HintPolicy
    degrees: dict[str, dict[str, int]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, policy: HintPolicy) -> "HintBook":
        """The book of ``folder``, empty when there is none or it cannot be read."""
        path = folder / (_HANDED_IN if policy.submit else _KEPT)
        book = cls(path, policy)
        for exercise, entry in _entries(path).items():
            book.taken[exercise] = _count(entry.get("taken"))
            checks = entry.get("checks")
            checks = checks if isinstance(checks, dict) else {}
            book.degrees[exercise] = {str(check): _count(degree) for check, degree in checks.items()}
        return book

    def shown(self, exercise: str, check: str) -> tuple[str, ...]:
        """The degrees beyond *what* that are open for a check."""
        degree = min(self.degrees.get(exercise, {}).get(check, 0), DEGREES.index(self.policy.most))
        return DEGREES[1 : degree + 1]

    def next(self, exercise: str, check: str) -> str:
        """The degree that a further hint would have; empty when there is none."""
        degree = len(self.shown(exercise, check)) + 1
        return DEGREES[degree] if degree <= DEGREES.index(self.policy.most) else ""

    def take(self, exercise: str, check: str) -> str:
        """Open the next degree and count it; the degree, or empty when there is none left."""
        degree = self.next(exercise, check)
        if degree:
            self.degrees.setdefault(exercise, {})[check] = DEGREES.index(degree)
            self.taken[exercise] = self.taken.get(exercise, 0) + 1
            self._save()
        return degree

    def settle(self, exercise: str, checks: Iterable[CheckResult]) -> None:
        """Close the hints of checks that are right now; the count stays."""
        known = self.degrees.get(exercise, {})
        done = [check.id for check in checks if check.verdict in _RIGHT and check.id in known]
        for check in done:
            del known[check]
        if done:
            self._save()

    def _save(self) -> None:
        entries = {
            name: {"taken": self.taken.get(name, 0), "checks": self.degrees.get(name, {})}
            for name in sorted({*self.taken, *self.degrees})
        }
        self.path.parent.mkdir(exist_ok=True)
        scratch = self.path.with_name(f"{self.path.name}.new")
        scratch.write_text(json.dumps({"format": FORMAT, "exercises": entries}, indent=1) + "\n", encoding="utf-8")
        os.replace(scratch, self.path)


def hints_taken(folder: Path) -> dict[str, int]:
    """How many hints a submission says were taken, by exercise; a file that is not as it should be says nothing.

    The file is the student's own: believe it as far as you believe them.
    """
    return {exercise: _count(entry.get("taken")) for exercise, entry in _entries(folder / _HANDED_IN).items()}


def _entries(path: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        entries = json.loads(path.read_text(encoding="utf-8"))["exercises"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    known = entries if isinstance(entries, dict) else {}
    return {str(name): entry for name, entry in known.items() if isinstance(entry, dict)}


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 1_000_000 else 0
