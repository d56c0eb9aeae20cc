"""A property that right values have: a function of the reference module that gives residuals, all 0 when it holds."""

from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np

from grader.checks.evidence import Evidence, Setback, Trial, obtained, program_run
from grader.checks.matching import WIDEST, Match, Rule, match
from grader.checks.numbers import Numbers, numbers
from grader.checks.verdicts import conclude
from grader.compare.precision import on_float32_grid
from grader.expected.record import Expectation
from grader.expected.reference import by_name, load_reference, plain
from grader.expected.tree import at
from grader.model.call import Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult, Comparison, Finding
from grader.model.verdict import Verdict
from grader.spec.settings import CheckSettings

RESIDUAL = 1e-9
"""A relative residual this small counts as 0 in float64, of values that sum over a few dozen entries."""

RESIDUAL_FLOAT32 = 1e-4
"""The same for float32."""


class PropertySettings(CheckSettings):
    """``property: shift_invariance``: a function of the reference; ``of``: the student's values that it is given by name."""

    key: ClassVar[str] = "property"
    property: str
    of: list[str]

    def names(self) -> tuple[str, ...]:
        """The values that the property is about."""
        return tuple(self.of)

    def expected(self) -> tuple[str, ...]:
        """All of them."""
        return self.names()

    def functions(self) -> tuple[str, ...]:
        """The property's function."""
        return (self.property,)


def plan(part: Part, check: Check, cases: Iterable[tuple[Case, Expectation]]) -> list[Run]:
    """The program on every case."""
    return [program_run(part, case, expected.inputs, check.settings.names()) for case, expected in cases]


def judge(evidence: Evidence) -> CheckResult:
    """Right when the residuals vanish in every case, for values that are not trivially zero."""
    return conclude(evidence.check, [(trial.case, _judge_trial(evidence, trial)) for trial in evidence.trials])


def _judge_trial(evidence: Evidence, trial: Trial) -> Match:
    settings, case = evidence.check.settings, trial.case
    given: dict[str, Any] = {name: plain(value) for name, value in trial.expected.inputs.items()}
    single = any(outcome.float32 for outcome in trial.outcomes)
    for path in settings.of:
        value = obtained(trial, evidence.part.program, path, evidence.exercise)
        if isinstance(value, Setback):
            return Match((), value)
        wanted = np.asarray(at(trial.expected.values[path.split(".")[0]], path), dtype=np.float64)
        came = numbers(value, wanted.shape, path)
        if not isinstance(came, Numbers):
            return Match((), Setback(Verdict.FAILED, came.message, (came,)))
        if wanted.any() and not came.data.any():
            message = f"{path} is all zeros, which has every such property and shows nothing."
            return Match((), Setback(Verdict.FAILED, message, (Finding("trivial", message),)))
        given[path.split(".")[-1]] = came.data
        single = single or came.dtype.itemsize <= 4 or on_float32_grid(came.data)
    if evidence.exercise.reference is None:
        return _judge_by_values(evidence, trial)
    function = load_reference(evidence.exercise.reference).lookup(settings.property)
    residual = np.abs(np.asarray(by_name(function, given), dtype=np.float64))
    limit = evidence.check.tolerance or (RESIDUAL_FLOAT32 if single else RESIDUAL)
    limit = min(max(limit, 64 * max((trial.expected.spread.get(p, 0.0) for p in settings.of), default=0.0)), WIDEST)
    ok = bool((residual <= limit).all())
    message = (
        ""
        if ok
        else _sentence(function.__doc__ or settings.property, float(np.nan_to_num(residual, nan=np.inf).max()), case)
    )
    comparison = Comparison(case.name, case.public, case.note, settings.property, ok, message)
    if ok:
        return Match((comparison,), None)
    return Match((comparison,), Setback(Verdict.FAILED, message, (Finding("property", message),)))


def _judge_by_values(evidence: Evidence, trial: Trial) -> Match:
    """Without a reference there is no property to compute; but values that are right have it."""
    settings, case = evidence.check.settings, trial.case
    rule = Rule(float32=any(outcome.float32 for outcome in trial.outcomes))
    for path in settings.of:
        value = obtained(trial, evidence.part.program, path, evidence.exercise)
        if isinstance(value, Setback) or match(value, path, case, trial.expected, rule).setback:
            message = f"Your instructor judges this by itself; here it counts as right as soon as {path} is right."
            return Match((), Setback(Verdict.SKIPPED, message, (Finding("needs_reference", message),)))
    return Match((Comparison(case.name, case.public, case.note, settings.property, True),), None)


def _sentence(doc: str, residual: float, case: Case) -> str:
    fact = " ".join(doc.strip().splitlines()[0].split()).rstrip(".")
    return f"{fact}. Yours is off by {residual:.2g} of its size ({case.note})."
