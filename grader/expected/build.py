"""Computing what is expected: values by the reference, their spread by equally right versions, gradients certified.

None of it depends on a student, so it is computed once per exercise and seed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.compare.ladder import derivative
from grader.errors import Problem, SpecError, UsageError
from grader.expected.record import Expectation
from grader.expected.reference import Reference, by_name, load_reference, plain
from grader.expected.tree import at, leaves
from grader.inputs.draw import draw_case
from grader.model.call import VJP
from grader.model.exercise import Case, Check, Exercise, Part
from grader.model.value import Array, ArrayInput, Input, TensorInput

PERTURBATIONS = 4
"""How many roundings of a case's inputs are tried when the spread of right answers is measured."""

ROUNDING = 2.0**-52
"""The relative size of those roundings: one unit in the last place."""


def expect(exercise: Exercise, seed: int, *, public_only: bool = False) -> dict[tuple[str, str], Expectation]:
    """The expectation for each (part id, case name) of ``exercise``.

    Raises SpecError, pointing at the case or the check, when the reference cannot run on a case's inputs or its gradient is
    not the derivative of its own forward.
    """
    if exercise.reference is None:
        raise UsageError(f"{exercise.id} has no reference here: this is a student's kit, in which 'grade check' checks your work.")
    reference = load_reference(exercise.reference)
    expected = {}
    for part in exercise.parts:
        for case in part.cases:
            if case.public or not public_only:
                inputs = draw_case(exercise.id, part.id, case, seed)
                expected[part.id, case.name] = _expect_case(reference, part, case, inputs)
    return expected


def _expect_case(reference: Reference, part: Part, case: Case, inputs: Mapping[str, Input]) -> Expectation:
    with np.errstate(all="ignore"):
        try:
            values = reference.run(part.program, inputs)
        except Exception as error:
            raise _problem(
                case, "draw", f"the reference fails on these inputs: {type(error).__name__}: {error}"
            ) from error
        spread = _spread(values, _roundings(reference, part, inputs))
        for path, worst in _too_wide(part, case, spread):
            message = f"is ill-conditioned: rounding the inputs moves {path} by {worst:.1g} of its size"
            raise _problem(case, "draw", message)
        expectation = Expectation(inputs, values, spread)
        intervals: dict[str, tuple[Array, Array]] = {}
        for check in part.checks:
            if check.kind == "gradient" and case.name in check.cases:
                intervals |= _certify(reference, part, case, check, expectation)
        # Last, since an alternative that differs from a wrong reference says nothing about the alternative.
        for version in reference.versions("ALTERNATIVES"):
            apart = _spread(values, _alternative(version, case, inputs, values))
            for path, worst in _too_wide(part, case, apart):
                message = f"{version.__name__} gives another {path} than the reference ({worst:.1g} of its size apart)"
                raise _problem(case, "draw", f"{message}: one of them is wrong, or loses too many digits here")
            spread = {path: max(each, apart[path]) for path, each in spread.items()}
    return replace(expectation, spread=spread, intervals=intervals)


def _problem(case: Case, key: str, message: str) -> SpecError:
    position = case.at
    return SpecError((Problem(position.path, position.line, position.column, f"{position.where}.{key}", message),))


WORST_SPREAD = 1e-6
"""A case in which equally right answers lie further apart than this cannot tell right from wrong."""


def _too_wide(part: Part, case: Case, spread: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """What is judged in ``case`` and has right answers that lie too far apart, with how far."""
    for check in part.checks:
        for path in check.settings.expected() if case.name in check.cases else ():
            worst = max((s for leaf, s in spread.items() if leaf == path or leaf.startswith(f"{path}.")), default=0.0)
            if worst > WORST_SPREAD:
                yield path, worst


def _spread(values: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """By leaf path: the largest deviation of ``others`` from ``values``, relative to the leaf's largest entry."""
    scales = {path: _scale(leaf) for name, tree in values.items() for path, leaf in leaves(tree, name)}
    spread = dict.fromkeys(scales, 0.0)
    for other in others:
        for name, tree in other.items():
            for path, leaf in leaves(tree, name):
                wanted = dict(leaves(values.get(name), name)).get(path)
                if wanted is not None and wanted.shape == leaf.shape and scales[path] > 0:
                    spread[path] = max(spread[path], _scale(leaf - wanted) / scales[path])
    return spread


def _roundings(reference: Reference, part: Part, inputs: Mapping[str, Input]) -> Iterator[dict[str, Any]]:
    rng = np.random.default_rng(0)
    for _ in range(PERTURBATIONS):
        yield reference.run(part.program, {name: _rounded(value, rng) for name, value in inputs.items()})


def _alternative(
    version: Callable[..., dict[str, Any]], case: Case, inputs: Mapping[str, Input], values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """What an equally right version gives; nothing when it needs a name that this part does not have."""
    given = {name: plain(value) for name, value in inputs.items()}
    try:
        result = by_name(version, {**values, **given})
    except Exception as error:
        message = f"{version.__name__} fails on these inputs: {type(error).__name__}: {error}"
        raise _problem(case, "draw", message) from error
    return [] if result is None else [result]


def _rounded(value: Input, rng: np.random.Generator) -> Input:
    """The input with each entry moved by at most one unit in its last place."""
    if isinstance(value, ArrayInput | TensorInput) and value.data.dtype.kind == "f":
        data = value.data.astype(np.float64)
        return replace(value, data=data * (1 + ROUNDING * rng.uniform(-1, 1, data.shape)))
    if isinstance(value, float):
        return value * (1 + ROUNDING * float(rng.uniform(-1, 1)))
    return value


def _scale(array: Array) -> float:
    finite = np.abs(array[np.isfinite(array)])
    return float(finite.max(initial=0.0))


def _certify(
    reference: Reference, part: Part, case: Case, check: Check, expectation: Expectation
) -> dict[str, tuple[Array, Array]]:
    """Hold the reference's gradient against the certified numeric derivative of its forward; give the kink's interval."""
    settings = check.settings
    x = np.asarray(plain(expectation.inputs[settings.wrt]), dtype=np.float64)
    upstream = np.asarray(plain(expectation.inputs[settings.upstream]), dtype=np.float64)
    claimed = np.asarray(at(expectation.values[settings.gradient.split(".")[0]], settings.gradient), dtype=np.float64)
    if x.size == 0:
        return {}
    forward = forward_of(reference, part, expectation.inputs, settings.of, settings.wrt)
    certified = derivative(forward, x, upstream)
    if certified.kink.any():
        slack = _scale(claimed) * 1e-9
        low, high = certified.lower - slack, certified.upper + slack
    else:
        low, high = certified.lower, certified.upper
    tolerance = 4 * certified.error + 1e-9 * _scale(claimed)
    outside = ~((claimed >= low - tolerance) & (claimed <= high + tolerance)) & ~certified.untested
    if outside.any():
        index = tuple(int(i) for i in np.argwhere(outside)[0])
        message = (
            f"the reference's {settings.gradient} is not the derivative of its {settings.of} with respect to {settings.wrt} in "
            f"case {case.name!r}: at {index} it says {claimed[index]:.9g}, numerically it is {certified.value[index]:.9g}"
        )
        raise SpecError((Problem(check.at.path, check.at.line, check.at.column, check.at.where, message),))
    if not settings.subgradients or not certified.kink.any():
        return {}
    lower = np.where(certified.kink, np.minimum(certified.lower, claimed), claimed)
    upper = np.where(certified.kink, np.maximum(certified.upper, claimed), claimed)
    return {settings.gradient: (lower, upper)}


def forward_of(
    reference: Reference, part: Part, inputs: Mapping[str, Input], of: str, wrt: str
) -> Callable[[list[Array]], list[Array]]:
    """The reference's ``of`` as a function of its input ``wrt``, the other inputs held, for a batch of points."""
    end = next(i for i, call in enumerate(part.program) if of.split(".")[0] in call.binds)
    program = [call for call in part.program[: end + 1] if call.target != VJP]

    def evaluate(points: list[Array]) -> list[Array]:
        outputs = []
        for point in points:
            moved: Input = ArrayInput(point) if point.ndim else float(point)
            names = reference.run(program, {**inputs, wrt: moved})
            outputs.append(np.asarray(at(names[of.split(".")[0]], of), dtype=np.float64))
        return outputs

    return evaluate
