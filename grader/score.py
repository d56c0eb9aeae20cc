"""Marks: exact decimal sums of what is shown, withheld as a whole while anything is withheld by a grader fault."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def rounded(points: float) -> float:
    """``points`` to two decimals, halves away from zero."""
    return float(Decimal(repr(points)).quantize(CENT, ROUND_HALF_UP))


def total(scores: Iterable[float | None]) -> float | None:
    """The exact sum of scores of two decimals; None when any of them is withheld."""
    exact = Decimal(0)
    for score in scores:
        if score is None:
            return None
        exact += Decimal(repr(rounded(score)))
    return float(exact)


def shares(points: tuple[float, ...], whole: float) -> tuple[float, ...]:
    """``points`` scaled so that they add up to exactly ``whole``, each to two decimals; the largest takes up the rest."""
    given = sum(points)
    scaled = [rounded(p * whole / given) for p in points]
    rest = rounded(whole - float(sum(Decimal(repr(s)) for s in scaled)))
    largest = scaled.index(max(scaled))
    scaled[largest] = rounded(scaled[largest] + rest)
    return tuple(scaled)
