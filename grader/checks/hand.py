"""Answers worked with pencil and paper: so many correct significant digits, each answer for itself."""

import math
from collections.abc import Iterable
from itertools import combinations
from typing import ClassVar

from grader.checks.evidence import Evidence, Setback, obtained, program_run
from grader.checks.matching import json_number
from grader.checks.numbers import Numbers, numbers
from grader.checks.verdicts import result
from grader.expected.record import Expectation
from grader.expected.tree import at
from grader.model.call import Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult, Comparison, Entry, Finding
from grader.model.value import Value, type_of
from grader.model.verdict import Verdict
from grader.spec.settings import CheckSettings


class HandSettings(CheckSettings):
    """``hand: answers``: a dict of numbers, each right when its first ``digits`` significant digits are."""

    key: ClassVar[str] = "hand"
    hand: str
    digits: int = 4

    def names(self) -> tuple[str, ...]:
        """The dict of answers."""
        return (self.hand,)

    def expected(self) -> tuple[str, ...]:
        """All of them."""
        return self.names()


def plan(part: Part, check: Check, cases: Iterable[tuple[Case, Expectation]]) -> list[Run]:
    """The program once on each case."""
    return [program_run(part, case, expected.inputs, check.settings.names()) for case, expected in cases]


def judge(evidence: Evidence) -> CheckResult:
    """Each answer earns its share of the points."""
    trial, check = evidence.trials[0], evidence.check
    public = trial.case.public
    path, digits = check.settings.hand, check.settings.digits
    value = obtained(trial, evidence.part.program, path, evidence.exercise)
    if isinstance(value, Setback):
        return result(check, value.verdict, value.message, public=public, findings=value.findings)
    wanted = at(trial.expected.values[path.split(".")[0]], path)
    if not isinstance(value, dict):
        message = f"{path} is {type_of(value)}; a dict with the keys {', '.join(map(repr, wanted))} was due."
        return result(check, Verdict.FAILED, message, public=public, findings=(Finding("wrong_type", message),))
    others = [key for key in value if key not in wanted and value[key] is not None]
    if all(value.get(key) is None for key in wanted):
        if others:
            message = f"{path} has the keys {', '.join(map(repr, others))}; {', '.join(map(repr, wanted))} were due."
            return result(check, Verdict.FAILED, message, public=public, findings=(Finding("wrong_keys", message),))
        return result(check, Verdict.NOT_ATTEMPTED, f"{_source(evidence)} is not filled in yet.", public=public)
    answers = {key: _answer(value.get(key), float(wanted[key]), digits, key) for key in wanted}
    comparisons = tuple(_comparison(key, got, float(wanted[key]), trial.case) for key, got in answers.items())
    wrong = [got for got in answers.values() if isinstance(got, Finding)]
    wrong += _exchanged(value, {key: float(wanted[key]) for key, got in answers.items() if isinstance(got, Finding)}, digits)
    if not wrong:
        return result(check, Verdict.PASSED, "", public=public, comparisons=comparisons)
    right = sum(not isinstance(got, Finding) for got in answers.values())
    verdict = Verdict.PARTIAL if right else Verdict.FAILED
    message = " ".join(finding.message for finding in wrong)
    return result(
        check, verdict, message, public=public, share=right / len(answers), findings=wrong, comparisons=comparisons
    )


def _source(evidence: Evidence) -> str:
    """What the answers are called in the student's file."""
    path = evidence.check.settings.hand.split(".")[0]
    return next(call.target for call in evidence.part.program if path in call.binds)


def _answer(value: Value, wanted: float, digits: int, key: str) -> float | Finding:
    """The number when it is right, else what is wrong with it."""
    if value is None:
        return Finding("hand_missing", f"{key} is not filled in.")
    came = numbers(value, (), key)
    if not isinstance(came, Numbers):
        return came
    got = float(came.data)
    if agrees(got, wanted, digits):
        return got
    if math.isfinite(got) and got and agrees(-got, wanted, digits):
        return Finding("sign", f"{key} = {got:.6g} has the wrong sign.")
    if math.isfinite(got) and abs(got - wanted) <= 0.05 * abs(wanted):
        return Finding("too_few_digits", f"{key} = {got:.6g} is close, but not correct to {digits} significant digits.")
    return Finding("hand_wrong", f"{key} = {got:.6g} is wrong.")


def _exchanged(value: dict[str, Value], wanted: dict[str, float], digits: int) -> list[Finding]:
    """A finding for each two wrong answers of which each would be right in the other's place."""
    came = {key: numbers(value.get(key), (), key) for key in wanted}
    got = {key: float(number.data) for key, number in came.items() if isinstance(number, Numbers)}
    return [
        Finding("swapped_outputs", f"{one} and {two} stand in each other's place.", level="cause")
        for one, two in combinations(got, 2)
        if agrees(got[one], wanted[two], digits) and agrees(got[two], wanted[one], digits)
    ]


def agrees(got: float, wanted: float, digits: int) -> bool:
    """Whether ``got`` gives ``wanted`` (not 0) to ``digits`` significant digits, rounded or cut off, or more exactly."""
    if not math.isfinite(got) or got * wanted <= 0:
        return False
    unit = 10.0 ** (math.floor(math.log10(abs(wanted))) - digits + 1)
    cut = math.floor(abs(wanted) / unit) * unit
    slack = 1e-9 * unit
    return min(cut, abs(wanted) - unit / 2) - slack <= abs(got) <= abs(wanted) + unit / 2 + slack


def _comparison(key: str, got: float | Finding, wanted: float, case: Case) -> Comparison:
    ok = not isinstance(got, Finding)
    shown = float(got) if isinstance(got, float) else None
    worst = None if ok or not case.public else Entry((), json_number(shown), json_number(wanted), None)
    message = got.message if isinstance(got, Finding) else ""
    return Comparison(case.name, case.public, case.note, key, ok, message, worst=worst if shown is not None else None)
