"""Hypothesis: a value on the way is returned in the result's place."""

from collections.abc import Iterator

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts

STOCK = 4
"""With fewer different numbers than this, as those of a mask or of signs, the same ones come in many a right value."""


def named_intermediate(facts: Facts) -> Iterator[Claim]:
    """What came equals a value of another name: an intermediate one, a term, an input."""
    first = facts.samples[0]
    for name in {**first.terms, **first.intermediates, **first.arrays}:
        words = (
            f"Your `{facts.shown}` is exactly {facts.word(name)}: that is a step on the way to it, not yet the result."
        )
        predicted = [
            sample.terms.get(name, sample.intermediates.get(name, sample.arrays.get(name))) for sample in facts.samples
        ]
        yield Claim(Cause("equals_intermediate", name, words, facts.see.get(name, "")), predicted)


def independent_of_inputs(facts: Facts) -> Iterator[Claim]:
    """The same numbers came in every case, though the inputs differ."""
    first = facts.samples[0].got
    if (
        len(facts.samples) > 2
        and facts.samples[0].expected.size
        and all(s.got.shape == first.shape for s in facts.samples)
    ):
        words = f"Your `{facts.shown}` is the same in every case, whatever the inputs: it does not depend on them."
        cause = Cause("hard_coded_answer", "", words, code="hard_coded")
        yield Claim(cause, [first for _ in facts.samples], everywhere=True)
    for name in facts.samples[0].inputs:
        units = [sample for sample in facts.samples if isinstance(sample.inputs[name], float) and sample.inputs[name]]
        if len(units) > 2 and all(isinstance(sample.inputs[name], float) for sample in facts.samples):
            unit = units[0].got / units[0].inputs[name]
            words = (
                f"Your `{facts.shown}` is the same multiple of `{name}` in every case, whatever the other inputs: it does "
                "not depend on them."
            )
            predicted = [unit * sample.inputs[name] for sample in facts.samples]
            yield Claim(Cause("hard_coded_answer", name, words, code="hard_coded"), predicted, everywhere=True)


def from_a_fixed_stock(facts: Facts) -> Iterator[Claim]:
    """The same few numbers came in every case, in whatever shape."""
    stock = [np.unique(sample.got) for sample in facts.samples]
    largest = max(stock, key=len)
    if len(stock) > 2 and STOCK <= largest.size < sum(s.size for s in stock) / 2:
        words = f"Your `{facts.shown}` is made of the same {largest.size} numbers in every case, whatever the inputs."
        known = [np.isin(sample.got, largest).all() for sample in facts.samples]
        if all(known):
            cause = Cause("hard_coded_answer", "", words, code="hard_coded")
            yield Claim(cause, [sample.got for sample in facts.samples], everywhere=True)
