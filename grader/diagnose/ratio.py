"""Hypothesis: the value is a constant multiple of the right one, and the constant has a meaning."""

from collections.abc import Iterator, Sequence

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.diagnose.symbols import Symbol, named, symbols

BATCH = {"1/N": "averaged_over_batch", "N": "summed_over_batch"}
"""Ratios that mean a mean for a sum, or a sum for a mean."""


def batch_ratio(facts: Facts) -> Iterator[Claim]:
    """The ratio is N or 1/N: a sum over the batch and a mean over it are mixed up."""
    yield from (claim for claim in _claims(facts) if claim.cause.kind in BATCH.values())


def constant_ratio(facts: Facts) -> Iterator[Claim]:
    """Every entry is so many times the right one, the same number of times in a case, by the same rule in all."""
    yield from (claim for claim in _claims(facts) if claim.cause.kind not in BATCH.values())


def ratio_of_each_case(facts: Facts) -> Iterator[Claim]:
    """The values of a case are so many times the right ones, another number of times in each case, by no rule that has a name."""
    ratios = [_ratio(sample) if sample.expected.size > 1 else None for sample in facts.samples]
    known = [r for sample, r in zip(facts.samples, ratios, strict=True) if r is not None and sample.failed]
    if len(known) < 2 or not all(known):
        return
    shown = ", ".join(f"{ratio:.3g}" for ratio in known[:3])
    words = (
        f"Within a case all of your `{facts.shown}` is off by one and the same factor, and by another one in the next case "
        f"({shown}, …): everything is scaled together, as by clipping, or by dividing by a size of its own."
    )
    cause = Cause("scaled_together", "", words, code="constant_ratio")
    predicted = [None if r is None else r * s.expected for s, r in zip(facts.samples, ratios, strict=True)]
    yield Claim(cause, predicted)


def _claims(facts: Facts) -> Iterator[Claim]:
    failed = facts.failed
    measured = [_ratio(sample) for sample in failed]
    if all(m is None for m in measured):
        return
    symbol = named(measured, failed)
    if symbol is None:
        yield from _same_everywhere(facts, measured)
    elif symbol.text not in ("0", "1", "−1"):
        values = named_everywhere(facts, symbol)
        predicted = [value * sample.expected for sample, value in zip(facts.samples, values, strict=True)]
        yield Claim(_cause(facts, symbol), predicted)


def named_everywhere(facts: Facts, symbol: Symbol) -> tuple[float, ...]:
    """The values of ``symbol`` in all samples, right ones included."""
    return next((s.values for s in symbols(facts.samples) if s.text == symbol.text), (1.0,) * len(facts.samples))


def _ratio(sample: Sample) -> float | None:
    """The best multiple of the expected value, by least squares; None when there is nothing to multiply."""
    got, expected = sample.fitted, sample.expected
    if got is None or not np.isfinite(got).all() or not np.isfinite(expected).all():
        return None
    size = float(np.vdot(expected, expected))
    return float(np.vdot(got, expected)) / size if size > 0 else None


def _same_everywhere(facts: Facts, measured: Sequence[float | None]) -> Iterator[Claim]:
    known = [m for m in measured if m is not None]
    if len(known) < 2 or max(known) - min(known) > 1e-6 * abs(known[0]):
        return
    ratio = known[0]
    words = f"Your `{facts.shown}` is exactly {ratio:.6g} times the right one, in every case: a constant is wrong."
    cause = Cause("constant_ratio", f"{ratio:.6g}", words)
    yield Claim(cause, [ratio * sample.expected for sample in facts.samples])


def _cause(facts: Facts, symbol: Symbol) -> Cause:
    shown = facts.shown
    meaning = f" ({symbol.explained})" if symbol.explained else ""
    times = f"Your `{shown}` is exactly {symbol.text} times the right one{meaning}"
    code = BATCH.get(symbol.text)
    if code is not None and facts.samples[0].expected.ndim > 1:
        return Cause(
            code, "", f"{times}: it is divided by N once too {'often' if code == 'averaged_over_batch' else 'seldom'}."
        )
    if code == "averaged_over_batch":
        return Cause(code, "", f"{times}: it is averaged over the batch where it is to be summed.")
    if code == "summed_over_batch":
        return Cause(code, "", f"{times}: it is summed over the batch where it is to be averaged.")
    if symbol.text in ("N/(N − 1)", "(N − 1)/N"):
        return Cause("ddof", "", f"{times}: N and N − 1 are mixed up.", code="constant_ratio")
    return Cause("constant_ratio", symbol.text, f"{times}: a constant factor is wrong.")
