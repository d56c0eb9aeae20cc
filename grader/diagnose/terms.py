"""Hypothesis: of the named additive terms of a gradient some are missing, doubled, of the wrong sign or wrongly scaled."""

from collections.abc import Iterator, Mapping

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.diagnose.ratio import named_everywhere
from grader.diagnose.symbols import Symbol, named

CONDITION = 1e5
"""Terms that are closer to being multiples of each other than this are not told apart in a sample."""


def term_coefficients(facts: Facts) -> Iterator[Claim]:
    """Least squares on the terms, per sample; spoken of when every coefficient is one symbol on all samples."""
    names = list(facts.samples[0].terms)
    if len(names) < 2:
        return
    failed = facts.failed
    measured = [_coefficients(sample) for sample in failed]
    if all(m is None for m in measured):
        return
    found: dict[str, Symbol] = {}
    for index, name in enumerate(names):
        symbol = named([None if m is None else m[index] for m in measured], failed)
        if symbol is None:
            return
        found[name] = symbol
    texts = {symbol.text for symbol in found.values()}
    if len(texts) == 1:
        return  # a constant multiple of the whole
    everywhere = {name: named_everywhere(facts, symbol) for name, symbol in found.items()}
    predicted = [
        np.sum([everywhere[name][i] * sample.terms[name] for name in names], axis=0)
        for i, sample in enumerate(facts.samples)
    ]
    yield Claim(_cause(facts, found), predicted)


def _coefficients(sample: Sample) -> list[float] | None:
    """The multiples of the terms that add up to what came; None when they do not, or not in one way only."""
    got = sample.fitted
    if got is None or not np.isfinite(got).all() or got.size <= len(sample.terms):
        return None
    columns = np.stack([np.broadcast_to(term, got.shape).ravel() for term in sample.terms.values()], axis=1)
    lengths = np.linalg.norm(columns, axis=0)
    if not (lengths > 0).all() or np.linalg.cond(columns / lengths) > CONDITION:
        return None
    solution = np.linalg.lstsq(columns / lengths, got.ravel(), rcond=None)[0] / lengths
    residual = np.abs(columns @ solution - got.ravel()).max()
    return [float(c) for c in solution] if residual <= sample.roundoff * 100 * np.abs(got).max() else None


def _cause(facts: Facts, found: Mapping[str, Symbol]) -> Cause:
    wrong = {name: symbol for name, symbol in found.items() if symbol.text != "1"}
    missing = [name for name, symbol in wrong.items() if symbol.text == "0"]
    present = [name for name in found if name not in wrong]
    see = facts.see.get(next(iter(wrong)), "")
    holds = (
        f"Your `{facts.shown}` contains {_list(facts, present)}"
        if present
        else f"In your `{facts.shown}` no term is right"
    )
    if len(missing) == len(wrong):
        words = f"{holds}, and lacks {_list(facts, missing)}."
        return Cause("missing_term", ",".join(missing), words, see)
    parts = []
    for name, symbol in wrong.items():
        parts.append(f"{facts.word(name)} {_SAYS.get(symbol.text, f'is {symbol.text} times what it should be')}")
    explained = next((f" ({s.explained})" for s in wrong.values() if s.explained), "")
    words = f"{holds}, but {' and '.join(parts)}{explained}."
    if {symbol.text for symbol in wrong.values()} <= MIXED_UP:
        return Cause("ddof", "", f"{words[:-1]}: N and N − 1 are mixed up.", see, "term_coefficient")
    codes = {_CODES.get(symbol.text, "scaled_term") for symbol in wrong.values()}
    code = codes.pop() if len(codes) == 1 else "terms"
    subject = ",".join(wrong) if code != "scaled_term" else ",".join(f"{n}×{s.text}" for n, s in wrong.items())
    return Cause(code, subject, words, see, "" if code == "extra_term" else "term_coefficient")


MIXED_UP = frozenset({"N/(N − 1)", "(N − 1)/N"})
_SAYS = {"0": "is missing", "−1": "has the wrong sign", "2": "is counted twice"}
_CODES = {"0": "missing_term", "−1": "sign", "2": "extra_term"}


def _list(facts: Facts, names: list[str]) -> str:
    words = [facts.word(name) for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def term_factor(facts: Facts) -> Iterator[Claim]:
    """One term lacks a named factor, or has it once too often; the other terms are right."""
    first = facts.samples[0]
    for name in first.terms:
        for factor in first.factors:
            for power, code in (
                (-1, "missing_factor"),
                (1, "extra_factor"),
                (-2, "missing_factor"),
                (2, "extra_factor"),
            ):
                words = _factor_words(facts, name, factor, power)
                predicted = [_with_factor(sample, name, factor, power) for sample in facts.samples]
                subject = factor if abs(power) == 1 else f"{factor}²"
                yield Claim(Cause(code, subject, words, facts.see.get(name, "")), predicted)


def _factor_words(facts: Facts, term: str, factor: str, power: int) -> str:
    word = facts.word(factor)
    says = {
        -1: f"a factor is missing there, {word}",
        1: f"a factor is too many there, {word}",
        -2: f"the factor {word} is missing twice there",
        2: f"the factor {word} is there twice too often",
    }[power]
    return f"In your `{facts.shown}` everything is right but {facts.word(term)}: {says}."


def _with_factor(sample: Sample, term: str, factor: str, power: int) -> np.ndarray | None:
    with np.errstate(all="ignore"):
        try:
            changed = sample.terms[term] * (sample.factors[factor] ** float(power) - 1)
            return np.asarray(sample.expected + changed, dtype=np.float64)
        except ValueError:
            return None
