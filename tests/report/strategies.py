"""Arbitrary reports: well-formed as records, with whatever text and numbers."""

from typing import Any

from hypothesis import strategies as st

from grader.model.result import (
    CheckResult,
    Comparison,
    Curve,
    Entry,
    ExerciseResult,
    Finding,
    Plot,
    Report,
    Source,
)
from grader.model.verdict import Status, Verdict

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
finite = st.floats(allow_nan=False)
marks = st.integers(0, 10_000).map(lambda cents: cents / 100)
lines = st.none() | st.integers(1, 10_000)
shown = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(["nan", "inf", "-inf"])
index = st.lists(st.integers(0, 99), max_size=3).map(tuple)
levels = st.sampled_from(["error", "remark", "cause"])
nested = st.none() | st.lists(shown, max_size=4) | st.lists(st.lists(shown, max_size=3), max_size=3)
facts: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)


def tuples(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Short tuples."""
    return st.lists(of, max_size=most).map(tuple)


findings = st.builds(Finding, text, text, lines, levels)
entries = st.builds(Entry, index, shown, shown, st.none() | finite)
visible = st.builds(
    Comparison, text, st.just(True), text, text, st.booleans(), text, st.none() | text, st.none() | finite,
    st.none() | entries, st.none() | index, nested, nested, tuples(index),
)  # fmt: skip
hidden = st.builds(
    Comparison, text, st.just(False), text, text, st.booleans(), text, st.none() | text, st.none() | finite
)
curves = st.builds(Curve, text, tuples(finite, 5), st.sampled_from(["student", "reference"]))
plots = st.builds(Plot, text, text, text, tuples(curves))
checks = st.builds(
    CheckResult, text, text, st.sampled_from(Verdict), st.none() | marks, marks, st.booleans(), text,
    tuples(findings), tuples(visible | hidden), tuples(plots, 1),
)  # fmt: skip
sources = st.builds(Source, text, text, st.booleans(), tuples(st.integers(1, 9)))
exercises = st.builds(
    ExerciseResult, text, text, st.sampled_from(Status), st.none() | marks, marks, text, tuples(checks),
    tuples(findings), st.none() | sources, text, st.booleans(),
)  # fmt: skip
reports = st.builds(
    Report, text, text, st.none() | marks, marks, st.integers(0, 2**63), tuples(exercises),
    st.dictionaries(text, facts, max_size=3), st.dictionaries(text, st.floats(0, 1e6), max_size=3),
)  # fmt: skip
