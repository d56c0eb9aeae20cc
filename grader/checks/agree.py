"""Two values of one program that must hold the same numbers, such as a call that leaves out what has a default."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from grader.checks.evidence import Evidence, Setback, Trial, obtained, program_run
from grader.checks.matching import Match
from grader.checks.numbers import plain_numbers
from grader.checks.verdicts import conclude
from grader.expected.record import Expectation
from grader.model.call import Call, Name, Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult, Comparison, Finding
from grader.model.value import Array, Value
from grader.model.verdict import Verdict
from grader.spec.settings import CheckSettings

CLOSE = 1e-6
SINGLE = 1e-4
"""How far two numbers may lie apart, relative to the largest beside them, in double precision and in single."""


class AgreeSettings(CheckSettings):
    """``agree: [short, spelled_out]``: two names of the program whose numbers must be the same, whatever they are."""

    key: ClassVar[str] = "agree"
    agree: Annotated[list[str], Field(min_length=2, max_length=2)]

    def names(self) -> tuple[str, ...]:
        """Both."""
        return tuple(self.agree)


def plan(part: Part, check: Check, cases: Iterable[tuple[Case, Expectation]]) -> list[Run]:
    """The program on every case."""
    return [program_run(part, case, expected.inputs, check.settings.names()) for case, expected in cases]


def judge(evidence: Evidence) -> CheckResult:
    """Right when the two agree in every case."""
    return conclude(evidence.check, [(trial.case, _judge_trial(evidence, trial)) for trial in evidence.trials])


def _judge_trial(evidence: Evidence, trial: Trial) -> Match:
    case, (one, other) = trial.case, evidence.check.settings.agree
    program, exercise = evidence.part.program, evidence.exercise
    first = obtained(trial, program, one, exercise, remembered=True)
    second = obtained(trial, program, other, exercise, remembered=True)
    for came in (first, second):
        if isinstance(came, Setback):
            return Match((), came)
    single = any(outcome.float32 for outcome in trial.outcomes)
    close = evidence.check.tolerance or (SINGLE if single else CLOSE)
    names = (_as_called(evidence.part, trial, one), _as_called(evidence.part, trial, other))
    finding = disagreement(first, second, names, close)  # type: ignore[arg-type]
    message = finding.message if finding else ""
    comparison = Comparison(case.name, case.public, case.note, f"{one}, {other}", finding is None, message)
    return Match((comparison,), Setback(Verdict.FAILED, message, (finding,)) if finding else None)


def disagreement(first: Value, second: Value, names: tuple[str, str], close: float) -> Finding | None:
    """The first place in which two values' numbers are not the same, in words that call the values by ``names``."""
    one, two = _found(first), _found(second)
    for name, found in zip(names, (one, two), strict=True):
        stranger = next((came for came in found.values() if isinstance(came, str)), None)
        if stranger or not found:
            return Finding("wrong_type", f"{name} gives {stranger or 'an empty dict'}; numbers were due.")
    what = _difference(one, two, close)
    if what is None:
        return None
    return Finding("not_the_same", f"{names[0]} and {names[1]} give different numbers: {what}.")


def _found(value: Value, path: str = "") -> dict[str, Array | str]:
    """By the keys that lead there: numbers, or what stands in their place."""
    if not isinstance(value, dict):
        return {path: plain_numbers(value)}
    return {at: came for key, inner in value.items() for at, came in _found(inner, f"{path}[{key!r}]").items()}


def _difference(one: dict[str, Array | str], two: dict[str, Array | str], close: float) -> str | None:
    if one.keys() != two.keys():
        return f"the first has {', '.join(one) or 'numbers'}, the second {', '.join(two) or 'numbers'}"
    for path in one:
        a, b = 1.0 * np.asarray(one[path]), 1.0 * np.asarray(two[path])
        there = f"in {path} " if path else ""
        if a.shape != b.shape:
            return f"{there}the first has {_size(a)}, the second {_size(b)}"
        scale = max(np.abs(b[np.isfinite(b)]).max(initial=0.0), np.abs(a[np.isfinite(a)]).max(initial=0.0))
        unlike = ~np.isclose(a, b, rtol=0, atol=close * scale, equal_nan=True)
        if unlike.any():
            index = tuple(map(int, np.argwhere(unlike)[0]))
            entry = f"at index {index[0] if len(index) == 1 else index} " if index else ""
            return f"{there}{entry}the first has {a[index]:.6g}, the second {b[index]:.6g}"
    return None


def _size(numbers: Array) -> str:
    if numbers.ndim == 1:
        return f"{len(numbers)} numbers"
    return f"shape {numbers.shape}" if numbers.ndim else "a single number"


def _as_called(part: Part, trial: Trial, path: str) -> str:
    """The call that gave ``path``, with short inputs written out: ``compare(50, 64, 0)``."""
    call = next(call for call in part.program if path.split(".")[0] in call.binds)
    keys = path.partition(".")[2]
    return _written(call, trial) + "".join(f"[{key!r}]" for key in keys.split(".") if key)


def _written(call: Call, trial: Trial) -> str:
    def shown(argument: object) -> str:
        if not isinstance(argument, Name):
            return repr(argument)
        value = trial.expected.inputs.get(argument.name)
        return repr(value) if isinstance(value, bool | int | float | str) else argument.name

    arguments = [shown(argument) for argument in call.arguments or ()]
    arguments += [f"{name}={shown(argument)}" for name, argument in call.keywords]
    return f"{call.target}({', '.join(arguments)})"
