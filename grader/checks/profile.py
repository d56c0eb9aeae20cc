"""How gradient norms run through the depth of networks, judged by its shape: initialisation and batch are the student's.

The student's own networks, as described, are run through the reference's backward pass; the slope of the logarithm of
the norms against depth, level and order must be what the student's norms show.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np

from grader.checks.evidence import AGAIN, Evidence, Setback, Trial, obtained, program_run
from grader.checks.matching import Match
from grader.checks.norm_curves import rounded, wrong_shape
from grader.checks.numbers import Due, Numbers, numbers
from grader.checks.own_networks import BATCHES, log_norms, network_from, starts_as_usual
from grader.checks.verdicts import conclude
from grader.expected.record import Expectation
from grader.expected.reference import Reference, load_reference
from grader.model.call import Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult, Comparison, Curve, Finding, Plot
from grader.model.value import Array, Value, type_of
from grader.model.verdict import Verdict
from grader.spec.settings import CheckSettings


class ProfileSettings(CheckSettings):
    """``profile: norms``: a dict of norms by activation, held against the student's own ``networks`` (descriptions).

    ``others`` are the same for another value of one argument (named by the key), which must give other numbers.
    """

    key: ClassVar[str] = "profile"
    profile: str
    networks: dict[str, str]
    same: str
    """The norms of a second call with the same arguments, in the same program."""
    others: dict[str, str]
    depth: str = "depth"

    def names(self) -> tuple[str, ...]:
        """The norms, the same for other arguments, and the descriptions."""
        return (self.profile, self.same, *self.others.values(), *self.networks.values())

    def inputs(self) -> tuple[str, ...]:
        """The depth asked for."""
        return (self.depth,)

    def functions(self) -> tuple[str, ...]:
        """The backward pass that gives the norms of any network."""
        return ("gradient_norms",)


def plan(part: Part, check: Check, cases: Iterable[tuple[Case, Expectation]]) -> list[Run]:
    """The program on every case, and once more as far as the norms: one seed gives one result."""
    settings = check.settings
    end = next(i for i, call in enumerate(part.program) if settings.profile in call.binds) + 1
    runs = []
    for case, expected in cases:
        runs.append(program_run(part, case, expected.inputs, settings.names()))
        again = program_run(part, case, expected.inputs, (settings.profile,), AGAIN)
        runs.append(replace(again, calls=again.calls[:end]))
    return runs


def judge(evidence: Evidence) -> CheckResult:
    """Right when every case's norms have the shape that the student's own networks give."""
    matches, plots = [], []
    for trial in evidence.trials:
        references = _references(evidence, trial)
        match, norms = _judge_trial(evidence, trial, references)
        matches.append((trial.case, match))
        if norms and references and trial.case.public:
            plots.append(_plot(norms, references, trial.case))
    concluded = conclude(evidence.check, matches)
    return replace(concluded, plots=tuple(plots[:1]))


def _judge_trial(
    evidence: Evidence, trial: Trial, references: Mapping[str, Array] | None
) -> tuple[Match, dict[str, Array]]:
    settings, program = evidence.check.settings, evidence.part.program
    value = obtained(trial, program, settings.profile, evidence.exercise)
    if isinstance(value, Setback):
        return Match((), value), {}
    depth = int(trial.expected.inputs[settings.depth])  # type: ignore[arg-type]
    norms = _norms(value, tuple(settings.networks), depth, settings.profile)
    if isinstance(norms, Finding):
        return _wrong(norms, trial.case), {}
    finding = rounded(norms) or (references and wrong_shape(norms, references)) or _wrong_seeding(evidence, trial, norms, depth)
    if finding:
        return _wrong(finding, trial.case), norms
    if references is None:
        return Match((), Setback(Verdict.SKIPPED, _OWN_START, (Finding("needs_reference", _OWN_START),))), norms
    return Match(
        (Comparison(trial.case.name, trial.case.public, trial.case.note, settings.profile, True),), None
    ), norms


_OWN_START = (
    "Keys, lengths and seeds are right. How the norms should run from layer to layer depends on how your networks start out, "
    "which is not PyTorch's default: your instructor's copy judges that part."
)


def _wrong(finding: Finding, case: Case) -> Match:
    comparison = Comparison(case.name, case.public, case.note, "norms", False, finding.message)
    return Match((comparison,), Setback(Verdict.FAILED, finding.message, (finding,)))


def _norms(value: Value, activations: tuple[str, ...], depth: int, path: str) -> dict[str, Array] | Finding:
    """By activation: the norms as an array, or what is wrong with them as numbers."""
    if not isinstance(value, dict):
        return Finding(
            "wrong_type", f"compare returned {type_of(value)}; a dict with the keys {list(activations)} was due."
        )
    found: dict[str, Array] = {}
    for name in activations:
        if name not in value:
            keys = ", ".join(repr(str(key)) for key in list(value)[:8]) or "none"
            return Finding("wrong_keys", f"The dict that compare returned has no key {name!r}: its keys are {keys}.")
        came = numbers(value[name], (depth,), f'compare(...)["{name}"]', Due.LIST)
        if not isinstance(came, Numbers):
            return came
        if not np.isfinite(came.data).all() or (came.data < 0).any():
            return Finding(
                "not_norms", f'compare(...)["{name}"] holds negative or non-finite numbers: those are not norms.'
            )
        found[name] = came.data
    return found


def _references(evidence: Evidence, trial: Trial) -> dict[str, Array] | None:
    """By activation: log10 of the norms that the student's own networks give, a row for each batch of ``log_norms``.

    Without a reference, those recorded of networks of PyTorch's default start; None where the student's start otherwise.
    """
    settings = evidence.check.settings
    depth = int(trial.expected.inputs[settings.depth])  # type: ignore[arg-type]
    if evidence.exercise.reference is None:
        recorded = trial.expected.facts.get(evidence.check.id, {}).get("log_norms")
        described = [
            obtained(trial, evidence.part.program, name, evidence.exercise) for name in settings.networks.values()
        ]
        return recorded if recorded and all(map(starts_as_usual, described)) else None
    reference = load_reference(evidence.exercise.reference)
    found = {}
    for name, facts_name in settings.networks.items():
        facts = obtained(trial, evidence.part.program, facts_name, evidence.exercise)
        found[name] = log_norms(reference, network_from(facts, name, depth))
    return found


def record(reference: Reference, part: Part, check: Check, expected: Expectation) -> dict[str, Any]:
    """The norms of networks of PyTorch's default start: all that is needed of the reference to judge without it."""
    depth = int(expected.inputs[check.settings.depth])  # type: ignore[arg-type]
    started = {name: network_from(None, name, depth) for name in check.settings.networks}
    return {"log_norms": {name: log_norms(reference, network) for name, network in started.items()}}


def _wrong_seeding(evidence: Evidence, trial: Trial, norms: Mapping[str, Array], depth: int) -> Finding | None:
    """Whether one seed gives one result, and another seed another."""
    settings, program = evidence.check.settings, evidence.part.program
    swapped = replace(trial, outcomes=trial.again, again=trial.outcomes)
    for outcomes, path in ((trial, settings.same), (swapped, settings.profile)):
        repeated = obtained(outcomes, program, path, evidence.exercise)
        again = repeated if isinstance(repeated, Setback) else _norms(repeated, tuple(norms), depth, path)
        if isinstance(again, Setback | Finding):
            return Finding("not_repeatable", f"Called again with the same seed, compare failed: {again.message}")
        if any(not np.allclose(norms[name], again[name], rtol=1e-4, atol=0) for name in norms):
            return Finding("not_seeded", "compare called twice with the same seed gives different norms.")
    for argument, path in settings.others.items():
        value = obtained(trial, program, path, evidence.exercise)
        other = value if isinstance(value, Setback) else _norms(value, tuple(norms), depth, path)
        if isinstance(other, Setback | Finding):
            return Finding("wrong_value", f"With another {argument}: {other.message}")
        if all(np.array_equal(norms[name], other[name]) for name in norms):
            return Finding(f"{argument}_ignored", f"compare gives the same norms whatever the {argument}.")
    return None


def _plot(norms: Mapping[str, Array], references: Mapping[str, Array], case: Case) -> Plot:
    curves = [Curve(name, tuple(float(v) for v in values), "student") for name, values in norms.items()]
    for name, rows in references.items():
        curves.append(Curve(name, tuple(float(10**v) for v in rows[:BATCHES].mean(axis=0)), "reference"))
    return Plot(f"Gradient norms by layer, {case.note}", "layer, input side first", "‖∂L/∂W‖", tuple(curves))
