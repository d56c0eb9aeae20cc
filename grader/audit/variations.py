"""Runs far outside the cases: what a mutant that no case catches is held against the solution on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from pydantic import ValidationError

from grader.audit.inputs import SMALL, doubled, halved, nested, resized, scaled, sizes_of
from grader.audit.shortened import shortened
from grader.inputs.draw import draw_case
from grader.model.call import Call
from grader.model.exercise import Case, Exercise, Part
from grader.model.value import Input

SCALES = (1e-3, 1e3)
"""How much smaller and larger each input is tried."""

AT_ONCE = 4
"""Variations in which seed, sizes and scales all differ."""


@dataclass(frozen=True, slots=True)
class Variation:
    """One run that is like a case's but for what ``words`` say."""

    part: Part
    case: Case
    words: str
    inputs: Mapping[str, Input]
    calls: tuple[Call, ...]

    @property
    def place(self) -> str:
        """Where it would be written into the spec, and how it differs from what stands there."""
        return f"part {self.part.id}, as case {self.case.name!r}" + (f" but {self.words}" if self.words else "")


def variations(exercise: Exercise, part: Part, case: Case, seed: int) -> Iterator[Variation]:
    """The case itself, then ever more different ones, the plainest first."""
    yield from _of_one_thing(exercise, part, case, seed)
    sizes = sorted(set().union(*(sizes_of(draw) for draw in case.draws.values())))
    rng = np.random.default_rng(0)
    for number in range(AT_ONCE):
        others = {size: int(rng.integers(1, 2 * size + 2 if size <= SMALL else size)) for size in sizes}
        inputs = _drawn(exercise, part, _resized(case, others), seed + 101 + number)
        if inputs is None:
            continue
        factors = {name: float(10 ** rng.uniform(-3, 3)) for name in inputs}
        moved = {name: scaled(value, factors[name]) for name, value in inputs.items()}
        changed = {name: value for name, value in moved.items() if value is not None}
        words = [f"{name} {factors[name]:.3g} times as large" for name in changed]
        yield Variation(part, case, f"with {_and([*_sized(others), *words])}", {**inputs, **changed}, part.program)


def _of_one_thing(exercise: Exercise, part: Part, case: Case, seed: int) -> Iterator[Variation]:
    """The case itself, and each thing about it changed alone."""
    itself = draw_case(exercise.id, part.id, case, seed)
    yield Variation(part, case, "", itself, part.program)
    for words, calls in shortened(exercise, part.program):
        yield Variation(part, case, words, itself, calls)
    for words, inputs in _otherwise(exercise, part, case, seed):
        yield Variation(part, case, words, inputs, part.program)
    for name, value in itself.items():
        for factor in SCALES:
            moved = scaled(value, factor)
            if moved is not None:
                yield Variation(part, case, f"with {name} {factor:g} times as large", {**itself, name: moved}, part.program)


def _otherwise(exercise: Exercise, part: Part, case: Case, seed: int) -> Iterator[tuple[str, Mapping[str, Input]]]:
    """Other random numbers, other sizes, blocks in blocks, other words."""
    itself = draw_case(exercise.id, part.id, case, seed)
    for other in count(seed + 1):
        if other > seed + 2:
            break
        inputs = _drawn(exercise, part, case, other)
        if inputs is not None and repr(inputs) != repr(itself):
            yield f"with the random numbers of seed {other}", inputs
    sizes = sorted(set().union(*(sizes_of(draw) for draw in case.draws.values())))
    for change in (doubled, halved):
        others = {size: change(size) for size in sizes}
        inputs = _drawn(exercise, part, _resized(case, others), seed)
        if sizes and inputs is not None:
            yield f"with {_and(_sized(others))}", inputs
    for name, value in itself.items():
        blocks = nested(value)
        if blocks is not None:
            yield f"with the layers of {name} in nested blocks", {**itself, name: blocks}
        for text in _other_texts(part, name, value):
            yield f"with {name} {text!r}", {**itself, name: text}


def _other_texts(part: Part, name: str, value: Input) -> list[str]:
    """The texts that other cases give for an input that is a text."""
    if not isinstance(value, str):
        return []
    given = [case.draws[name].parameters.get("literal") for case in part.cases if name in case.draws]
    return list(dict.fromkeys(text for text in given if isinstance(text, str) and text != value))


def _resized(case: Case, sizes: Mapping[int, int]) -> Case:
    return replace(case, draws={name: resized(draw, sizes) for name, draw in case.draws.items()})


def _drawn(exercise: Exercise, part: Part, case: Case, seed: int) -> Mapping[str, Input] | None:
    """The inputs, or None where the distributions do not allow the sizes."""
    try:
        return draw_case(exercise.id, part.id, case, seed)
    except (ValidationError, ValueError):
        return None


def _sized(sizes: Mapping[int, int]) -> list[str]:
    return [f"{new} for the size {old}" for old, new in sizes.items() if new != old]


def _and(words: list[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words) or "other random numbers"
