"""Runs far outside the cases: what a mutant that no case catches is held against the solution on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from pydantic import ValidationError

from grader.audit.inputs import SMALL, doubled, halved, nested, resized, scaled, shrunk, sizes_of
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
    """The case itself, then ever more different ones, the plainest first.

    Of a case with large sizes only itself is run as large as it is, with and (the part's first case) without optional
    arguments.
    """
    itself = draw_case(exercise.id, part.id, case, seed)
    yield Variation(part, case, "", itself, part.program)
    large = any(shrunk(size) != size for size in _sizes(case))
    if case is part.cases[0] or not large:
        for words, calls in shortened(exercise, part.program):
            yield Variation(part, case, words, itself, calls)
    for changes, inputs in _otherwise(exercise, part, case, seed):
        yield Variation(part, case, f"with {_and(changes)}", inputs, part.program)


Otherwise = tuple[list[str], Mapping[str, Input]]
"""What is otherwise, and the inputs."""


def _otherwise(exercise: Exercise, part: Part, case: Case, seed: int) -> Iterator[Otherwise]:
    """Each thing about a case changed alone, then all at once."""
    for change in (shrunk, doubled, halved):
        sizes = {size: change(size) for size in _sizes(case)}
        inputs = _drawn(exercise, part, _resized(case, sizes), seed)
        if _sized(sizes) and inputs is not None:
            yield _sized(sizes), inputs
    sizes = {size: shrunk(size) for size in _sizes(case)}
    base = _drawn(exercise, part, _resized(case, sizes), seed) or {}
    for other in (seed + 1, seed + 2):
        inputs = _drawn(exercise, part, _resized(case, sizes), other)
        if inputs is not None and repr(inputs) != repr(base):
            yield [*_sized(sizes), f"the random numbers of seed {other}"], inputs
    for name, value in base.items():
        for words, changed in _one_input(part, name, value):
            yield [*_sized(sizes), words], {**base, name: changed}
    yield from _at_once(exercise, part, case, seed)


def _one_input(part: Part, name: str, value: Input) -> Iterator[tuple[str, Input]]:
    """One input changed: blocks in blocks, other words, another order of magnitude."""
    blocks = nested(value)
    if blocks is not None:
        yield f"the layers of {name} in nested blocks", blocks
    for text in _other_texts(part, name, value):
        yield f"{name} {text!r}", text
    for factor in SCALES:
        moved = scaled(value, factor)
        if moved is not None:
            yield f"{name} {factor:g} times as large", moved


def _at_once(exercise: Exercise, part: Part, case: Case, seed: int) -> Iterator[Otherwise]:
    """Random numbers, sizes and scales all other than in the case."""
    rng = np.random.default_rng(0)
    for number in range(AT_ONCE):
        sizes = {size: int(rng.integers(1, 2 * min(size, SMALL) + 2)) for size in _sizes(case)}
        factors = {name: float(10 ** rng.uniform(-3, 3)) for name in case.draws}
        inputs = _drawn(exercise, part, _resized(case, sizes), seed + 101 + number)
        if inputs is None:
            continue
        moved = {name: scaled(value, factors[name]) for name, value in inputs.items()}
        changed = {name: value for name, value in moved.items() if value is not None}
        words = [f"{name} {factors[name]:.3g} times as large" for name in changed]
        yield [*_sized(sizes), *words, "other random numbers"], {**inputs, **changed}


def _sizes(case: Case) -> list[int]:
    return sorted(set().union(*(sizes_of(draw) for draw in case.draws.values())))


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
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0]
