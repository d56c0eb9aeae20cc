"""Hypothesis: the value has the wrong sign."""

from collections.abc import Iterator

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts


def wrong_sign(facts: Facts) -> Iterator[Claim]:
    """Every entry is −1 times the right one."""
    words = f"Your `{facts.path}` is exactly −1 times the right one: a sign is wrong."
    yield Claim(Cause("sign", "", words), [-sample.expected for sample in facts.samples])


def absolute_value(facts: Facts) -> Iterator[Claim]:
    """The size of a number is used where the number itself is due."""
    for name, word in _signed(facts):
        words = (
            f"Your `{facts.path}` is right where {word} is positive and has the wrong sign where it is negative: the size of "
            f"{word} counts there, and its sign is lost."
        )
        predicted = [sample.expected * _sign(sample.inputs[name]) for sample in facts.samples]
        yield Claim(Cause("absolute_value", name, words), predicted)


def _signed(facts: Facts) -> Iterator[tuple[str, str]]:
    """The inputs that are plain numbers of both signs."""
    for name in facts.samples[0].inputs:
        values = [sample.inputs.get(name) for sample in facts.samples]
        if all(isinstance(value, int | float) for value in values):
            signs = {_sign(value) for value in values}
            if {1.0, -1.0} <= signs:
                yield name, facts.word(name)


def _sign(value: object) -> float:
    number = float(value) if isinstance(value, int | float) else 0.0
    return (number > 0) * 1.0 - (number < 0) * 1.0
