"""Hypothesis: a known misconception, and besides a function applied to its result, another order or a constant factor."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.elementwise import FUNCTIONS
from grader.diagnose.facts import Facts
from grader.diagnose.misconceptions import known_misconception
from grader.model.value import Array

FACTORS = {"2": 2.0, "½": 0.5, "−1": -1.0}
"""Constant factors that are looked for on top of a misconception."""


def two_mistakes(facts: Facts) -> Iterator[Claim]:
    """Every misconception of the catalogue, with every simple mistake on top of it."""
    for claim in known_misconception(facts):
        for kind, (says, function) in _second().items():
            with np.errstate(all="ignore"):
                predicted = [None if p is None else np.asarray(function(p), dtype=np.float64) for p in claim.predicted]
            words = f"{claim.cause.words} And besides, your `{facts.shown}` {says}."
            cause = Cause(f"{claim.cause.kind}+{kind}", "", words, claim.cause.see, "misconception")
            yield Claim(cause, predicted, everywhere=True)


def _second() -> Mapping[str, tuple[str, Callable[[Array], Array]]]:
    """What may come on top: (words, function) by kind."""
    found = {kind: (says.replace("the right numbers", "such numbers"), f) for kind, (says, f) in FUNCTIONS.items()}
    for text, factor in FACTORS.items():
        found[f"constant_ratio:{text}"] = (f"is {text} times as large", partial(np.multiply, factor))
    return found
