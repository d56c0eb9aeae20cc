"""Hypothesis: the value has the wrong sign."""

from collections.abc import Iterator

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts


def wrong_sign(facts: Facts) -> Iterator[Claim]:
    """Every entry is −1 times the right one."""
    words = f"Your `{facts.shown}` is exactly −1 times the right one: a sign is wrong."
    yield Claim(Cause("sign", "", words), [-sample.expected for sample in facts.samples])
