"""The two kinds that compare numbers: a value against the reference's, and a gradient against the certified one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

import numpy as np
from pydantic import Field

from grader.checks.evidence import AGAIN, Evidence, Setback, Trial, obtained, program_run
from grader.checks.matching import Match, Rule, differing, match
from grader.checks.verdicts import conclude
from grader.compare.precision import on_float32_grid
from grader.expected.record import Expectation
from grader.model.call import Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult, Finding
from grader.model.value import TensorInput, Value, arrays_of
from grader.model.verdict import Verdict
from grader.spec.settings import CheckSettings


class ValueSettings(CheckSettings):
    """``value: out``: a name of the program, compared with what the reference gives."""

    key: ClassVar[str] = "value"
    value: str
    repeatable: bool = True
    """Whether the same inputs must give the same numbers twice."""
    single: bool = False
    """Whether float32's accuracy is enough, whatever the dtype that comes back."""

    def names(self) -> tuple[str, ...]:
        """The value."""
        return (self.value,)

    def expected(self) -> tuple[str, ...]:
        """All of them."""
        return self.names()


class GradientSettings(CheckSettings):
    """``gradient: dx``: a name of the program that is dL/d``wrt`` for the upstream gradient ``upstream`` = dL/d``of``."""

    key: ClassVar[str] = "gradient"
    gradient: str
    of: str
    wrt: str
    upstream: str
    terms: list[str] = Field(default_factory=list)
    """Names of the additive terms that the reference's ``terms`` gives for this gradient."""
    subgradients: bool = False
    """Whether every subgradient at a kink of the forward counts as right."""
    follow_through: float = 1.0
    """The share of the points for the exact gradient of the student's own wrong forward."""
    repeatable: bool = True
    single: bool = False

    def names(self) -> tuple[str, ...]:
        """The gradient, and the value whose gradient it is."""
        return (self.gradient, self.of)

    def expected(self) -> tuple[str, ...]:
        """All of them."""
        return self.names()

    def inputs(self) -> tuple[str, ...]:
        """What is differentiated by, and the upstream gradient."""
        return (self.wrt, self.upstream)


def path_of(check: Check) -> str:
    """The dotted path that a value or gradient check compares."""
    settings = check.settings
    path: str = settings.gradient if isinstance(settings, GradientSettings) else settings.value
    return path


def plan(part: Part, check: Check, cases: Iterable[tuple[Case, Expectation]]) -> list[Run]:
    """The program on every case, and once more on the first, to see whether it repeats itself."""
    cases = list(cases)
    send = check.settings.names()
    runs = [program_run(part, case, expected.inputs, send) for case, expected in cases]
    if check.settings.repeatable and cases:
        case, expected = cases[0]
        runs.append(program_run(part, case, expected.inputs, send, AGAIN))
    return runs


def judge(evidence: Evidence) -> CheckResult:
    """Right when every case is."""
    single = _evidently_single(evidence)
    return conclude(evidence.check, [(trial.case, _judge_trial(evidence, trial, single)) for trial in evidence.trials])


def _evidently_single(evidence: Evidence) -> bool:
    """Whether a value, over all cases, is such as only float32 gives, though plain Python floats came back.

    One number is no evidence, all cases' numbers are. The value that a gradient is taken of counts as well: what its
    forward pass has kept is no more exact. A check that states its tolerance means it.
    """
    if evidence.check.tolerance is not None:
        return False
    for path in evidence.check.settings.names():
        values = [obtained(trial, evidence.part.program, path, evidence.exercise) for trial in evidence.trials]
        found = [number for value in values if not isinstance(value, Setback) for number in _floats(value)]
        if on_float32_grid(np.array(found)):
            return True
    return False


def _floats(value: Value) -> Iterator[float]:
    """The plain Python floats in a value."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _floats(item)


def _judge_trial(evidence: Evidence, trial: Trial, single: bool) -> Match:
    path = path_of(evidence.check)
    program = evidence.part.program
    rule = rule_of(evidence.check, trial)
    rule = replace(rule, float32=rule.float32 or single)
    value = obtained(trial, program, path, evidence.exercise)
    if isinstance(value, Setback):
        return Match((), value)
    result = match(value, path, trial.case, trial.expected, rule)
    if result.setback or not trial.again:
        return result
    second = obtained(replace(trial, outcomes=trial.again, again=trial.outcomes), program, path, evidence.exercise)
    if isinstance(second, Setback):
        return Match(result.comparisons, second, result.remarks)
    again = match(second, path, trial.case, trial.expected, rule)
    if differing(value, second, path) and again.setback:
        message = (
            f"The same inputs gave another {path} the second time: something is kept from call to call, or is random."
        )
        return Match(again.comparisons, Setback(Verdict.FAILED, message, (Finding("not_repeatable", message),)))
    return result


def _given_in_float32(trial: Trial) -> bool:
    """Whether an input of the case is float32, so that nothing more exact can come of it."""
    return any(data.dtype == np.float32 for value in trial.expected.inputs.values() for data in arrays_of(value))


def rule_of(check: Check, trial: Trial) -> Rule:
    """How closely to compare: the check's own tolerance, float32's where the student's own code computed in float32."""
    single = check.settings.single or any(outcome.float32 for outcome in trial.outcomes) or _given_in_float32(trial)
    tensors = any(isinstance(value, TensorInput) for value in trial.expected.inputs.values())
    return Rule(check.tolerance, single, tensors)
