"""Follow-through: a backward that is the exact gradient of the student's own, wrong forward is right as a backward.

The student's forward is differentiated numerically, through the worker, and the student's gradient is held against
that. Nothing is earned by a forward that makes the backward trivial: one that does not depend on what is
differentiated by, or is linear in it where it should not be.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from grader.checks.evidence import Evidence, Setback, Trial, obtained
from grader.checks.matching import match
from grader.checks.numbers import Numbers, numbers
from grader.checks.values import GradientSettings, path_of, rule_of
from grader.checks.verdicts import result
from grader.compare import derivative, judge, unit_roundoff
from grader.expected.build import forward_of
from grader.expected.record import Expectation
from grader.expected.reference import Reference, load_reference, plain
from grader.expected.tree import at
from grader.model.call import VJP, Outcome, Run
from grader.model.exercise import Check, Part
from grader.model.result import CheckResult, Comparison, Finding
from grader.model.value import Array, ArrayInput, Input, TensorInput, Value
from grader.model.verdict import Verdict

RunAll = Callable[[list[Run]], Mapping[str, tuple[Outcome, ...]]]
"""Runs more of the student's code: a session's ``run``."""

MOST_TRIALS = 4
"""Cases on which the student's own forward is differentiated: a gradient wrong on one is wrong."""

FLAT = 1e-6
"""A derivative this much smaller than the due one is that of a forward which does not depend on its input there."""

SCREENING_STEPS = (1e-5, 1e-3)
"""Steps of the first look, relative to the largest entry."""

AGREEMENT = 1e-2
"""Difference quotients this close, relative to the largest one, are taken for the derivative within ten times as much."""

NOISE = 100.0
"""Roundings that one evaluation may lie off by, where all quotients are nothing but rounding."""

CURVATURE = 1e-6
"""Relative second difference over a step of 0.3 above which a function counts as not linear."""


@dataclass(frozen=True, slots=True)
class _Forward:
    """The student's forward in one trial, as a function of what is differentiated by."""

    evidence: Evidence
    trial: Trial
    run: RunAll
    numbering: "count[int]"

    def __call__(self, points: list[Array]) -> list[Array]:
        """Evaluate all points in the worker; NaN where a call fails."""
        settings = self.evidence.check.settings
        program = self.evidence.part.program
        end = next(i for i, call in enumerate(program) if settings.of.split(".")[0] in call.binds)
        calls = tuple(call for call in program[: end + 1] if call.target != VJP)
        send = frozenset({settings.of.split(".")[0]})
        inputs = self.trial.expected.inputs
        runs = [
            Run(
                f"forward/{next(self.numbering)}", {**inputs, settings.wrt: moved(inputs[settings.wrt], p)}, calls, send
            )
            for p in points
        ]
        outcomes = self.run(runs)
        return [self._value(run, outcomes.get(run.id, ()), calls_bound=len(calls)) for run in runs]

    def _value(self, run: Run, outcomes: tuple[Outcome, ...], calls_bound: int) -> Array:
        settings = self.evidence.check.settings
        shape = np.shape(at(self.trial.expected.values[settings.of.split(".")[0]], settings.of))
        trial = replace(self.trial, outcomes=outcomes)
        if len(outcomes) < calls_bound:
            return np.full(shape, np.nan)
        value = obtained(trial, run.calls, settings.of, self.evidence.exercise)
        came = value if isinstance(value, Setback) else numbers(value, shape, settings.of)
        return came.data if isinstance(came, Numbers) else np.full(shape, np.nan)


def moved(original: Input, point: Array) -> Input:
    """The input ``original`` with the numbers of ``point``."""
    if isinstance(original, ArrayInput | TensorInput):
        return replace(original, data=point)
    return float(point)


def follow_through(evidence: Evidence, failed: CheckResult, run: RunAll) -> CheckResult | None:
    """The result with the marks that follow through, or None when none do."""
    settings = evidence.check.settings
    if (
        not isinstance(settings, GradientSettings)
        or failed.verdict is not Verdict.FAILED
        or not settings.follow_through
    ):
        return None
    own = [trial for trial in evidence.trials if not _right(evidence, trial, path_of(evidence.check))]
    # Where a wrong forward happens to give the right value (a weight of 0 hides what it multiplies), it has to prove itself first.
    first = [trial for trial in own if _right(evidence, trial, settings.of)]
    if len(first) == len(own):
        return None
    own = first + [trial for trial in own if not any(trial is other for other in first)]
    numbering = count()
    comparisons: list[Comparison] = []
    for trial in own[: max(MOST_TRIALS, len(first) + 1)]:
        exact = _exact_for_own_forward(evidence, trial, _Forward(evidence, trial, run, numbering))
        if exact is False:
            return None
        if exact:
            comparisons.append(Comparison(trial.case.name, trial.case.public, trial.case.note, settings.gradient, True))
    if not comparisons:
        return None
    message = (
        f"{settings.gradient} is the exact gradient of the forward that you wrote: the backward keeps "
        f"{'its' if settings.follow_through == 1 else 'part of its'} marks, and the forward loses its own."
    )
    verdict = Verdict.PASSED if settings.follow_through == 1 else Verdict.PARTIAL
    return result(
        evidence.check,
        verdict,
        message,
        public=failed.public,
        share=settings.follow_through,
        findings=(Finding("follow_through", message, level="remark"),),
        comparisons=comparisons,
    )


def _right(evidence: Evidence, trial: Trial, path: str) -> bool:
    """Whether the student's value under ``path`` is the reference's in this trial."""
    value = obtained(trial, evidence.part.program, path, evidence.exercise)
    if isinstance(value, Setback):
        return False
    return match(value, path, trial.case, trial.expected, rule_of(evidence.check, trial)).setback is None


def _exact_for_own_forward(evidence: Evidence, trial: Trial, forward: _Forward) -> bool | None:
    """Whether the gradient is the derivative of the student's forward; None where that is flat and proves nothing."""
    settings = evidence.check.settings
    claimed = _numbers(evidence, trial, settings.gradient)
    upstream = np.asarray(plain(trial.expected.inputs[settings.upstream]), dtype=np.float64)
    x = np.asarray(plain(trial.expected.inputs[settings.wrt]), dtype=np.float64)
    if claimed is None or not x.size or not np.isfinite(claimed.data).all():
        return False
    roundoff = unit_roundoff(np.float32 if any(outcome.float32 for outcome in trial.outcomes) else np.float64)
    if _plainly_another(forward, x, upstream, claimed.data, roundoff):
        return False
    certified = derivative(forward, x, upstream, unit_roundoff=roundoff)
    expected = np.asarray(at(trial.expected.values[settings.gradient.split(".")[0]], settings.gradient))
    if np.abs(certified.value).max(initial=0.0) <= FLAT * np.abs(expected).max(initial=0.0):
        return None
    if certified.untested.any() or not judge(certified, claimed.data, forward).right.all():
        return False
    return not _trivial(evidence, trial, forward, x)


def _plainly_another(forward: _Forward, x: Array, upstream: Array, claimed: Array, roundoff: float) -> bool:
    """Whether a few evaluations already tell that ``claimed`` is not the gradient: most wrong ones need no certificate.

    Difference quotients in one direction, with two steps a hundredfold apart and from either side (they differ at a kink);
    they count when all agree.
    """
    direction = np.random.default_rng(0).choice([-1.0, 1.0], x.shape)
    scale = max(1.0, float(np.abs(x).max()))
    short, long = (size * scale for size in SCREENING_STEPS)
    values = forward([x + step * direction for step in (0.0, short, -short, long, -long)])
    with np.errstate(all="ignore"):
        here, ahead, behind, far, far_behind = (float(np.sum(upstream * value)) for value in values)
        due = float(np.sum(claimed * direction))
        # A forward that does not change at all gives quotients of 0, and its exact gradient is round-off.
        noise = NOISE * roundoff * float(np.sum(np.abs(upstream * values[0]))) / short
    quotients = [(ahead - here) / short, (here - behind) / short, (far - far_behind) / (2 * long)]
    size = max(map(abs, quotients))
    agreed = np.isfinite(quotients).all() and max(quotients) - min(quotients) <= AGREEMENT * size
    return bool(agreed and abs(due - quotients[0]) > 10 * AGREEMENT * size + noise)


def _numbers(evidence: Evidence, trial: Trial, path: str) -> Numbers | None:
    value: Value | Setback = obtained(trial, evidence.part.program, path, evidence.exercise)
    if isinstance(value, Setback):
        return None
    came = numbers(value, np.shape(at(trial.expected.values[path.split(".")[0]], path)), path)
    return came if isinstance(came, Numbers) else None


def _trivial(evidence: Evidence, trial: Trial, forward: _Forward, x: Array) -> bool:
    """Whether the student's forward makes the backward easier than the exercise's: linear where it should bend."""
    return _due_bends(evidence, trial, x) and not _bends(forward(_around(x)))


def _due_bends(evidence: Evidence, trial: Trial, x: Array) -> bool:
    """Whether the right forward bends about ``x``, by the reference or, in a kit, by the record."""
    if evidence.exercise.reference is None:
        return bool(trial.expected.facts.get(evidence.check.id, {}).get("bends", True))
    settings = evidence.check.settings
    reference = load_reference(evidence.exercise.reference)
    return _bends(forward_of(reference, evidence.part, trial.expected.inputs, settings.of, settings.wrt)(_around(x)))


def record(reference: Reference, part: Part, check: Check, expected: Expectation) -> dict[str, bool]:
    """Whether the right forward bends about a case's inputs: all that is needed of the reference to judge without it."""
    settings = check.settings
    x = np.asarray(plain(expected.inputs[settings.wrt]), dtype=np.float64)
    if not x.size:
        return {}
    return {"bends": _bends(forward_of(reference, part, expected.inputs, settings.of, settings.wrt)(_around(x)))}


def _around(x: Array) -> list[Array]:
    """Three equally spaced points with ``x`` in their middle."""
    step = 0.3 * np.maximum(1.0, np.abs(x)) * np.random.default_rng(0).choice([-1.0, 1.0], x.shape)
    return [x - step, x, x + step]


def _bends(values: list[Array]) -> bool:
    """Whether three equally spaced values do not lie on a line."""
    below, middle, above = values
    scale = max(float(np.abs(np.stack(values)).max(initial=0.0)), np.finfo(float).tiny)
    return bool((np.abs(above - 2 * middle + below) > CURVATURE * scale).any())
