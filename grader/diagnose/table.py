"""The hypotheses, one row each, in the order in which they are trusted: to add one, write its file and add its row here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.diagnose import (
    difference,
    elementwise,
    factors,
    fingerprints,
    inputs,
    intermediate,
    misconceptions,
    ratio,
    rounding,
    shape,
    sign,
    swapped,
    terms,
    two_at_once,
)
from grader.diagnose.cause import Claim
from grader.diagnose.facts import Facts


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """``claims(facts)`` gives the definite forms that the hypothesis can take; ``trust`` 1 is the highest.

    Two claims of the same trust that both fit and name different causes cancel each other.
    """

    claims: Callable[[Facts], Iterator[Claim]]
    trust: int
    on_little: bool = False
    """Whether it may speak where the numbers are too simple, or have too few digits, to rule out chance."""


HYPOTHESES: tuple[Hypothesis, ...] = (
    Hypothesis(elementwise.all_zeros, 1, on_little=True),
    Hypothesis(sign.wrong_sign, 1, on_little=True),
    Hypothesis(shape.transposed, 1),
    Hypothesis(shape.not_summed, 1),
    Hypothesis(shape.not_averaged, 1),
    Hypothesis(shape.summed_to_one_number, 1),
    Hypothesis(shape.column, 1),
    Hypothesis(ratio.batch_ratio, 1),
    Hypothesis(swapped.exchanged_outputs, 1),
    Hypothesis(rounding.rounded, 1),
    Hypothesis(rounding.single_precision, 1),
    Hypothesis(rounding.clipped, 1),
    Hypothesis(factors.wrong_factor, 2, on_little=True),
    Hypothesis(terms.term_coefficients, 2),
    Hypothesis(misconceptions.known_misconception, 3, on_little=True),
    Hypothesis(ratio.constant_ratio, 4),
    Hypothesis(inputs.altered_input, 5),
    Hypothesis(elementwise.applied_function, 6),
    Hypothesis(swapped.other_output, 7),
    Hypothesis(intermediate.named_intermediate, 8),
    Hypothesis(intermediate.independent_of_inputs, 8),
    Hypothesis(intermediate.from_a_fixed_stock, 8),
    Hypothesis(ratio.ratio_of_each_case, 9),
    Hypothesis(terms.term_factor, 9),
    Hypothesis(factors.other_factor, 9),
    Hypothesis(difference.named_difference, 9),
    Hypothesis(rounding.whole_numbers, 9),
    Hypothesis(fingerprints.slip_of_the_reference, 10),
    Hypothesis(two_at_once.two_mistakes, 11),
)
