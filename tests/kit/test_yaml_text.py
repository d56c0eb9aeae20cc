"""Whatever is written as YAML is read back by the course's own reader just as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import GraderFault
from grader.kit.yaml_text import yaml_text

keys = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8)
scalars = (
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
data = st.dictionaries(
    keys,
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12),
    min_size=1,
    max_size=4,
)


@given(data)
def test_round_trip(value):
    yaml_text(value)  # it compares what it reads back itself


@pytest.mark.parametrize(
    "text",
    ["no", "1e-3", "0o7", "~", "", "\n", "\n\n", " x", "x ", "a: b", "- a", "a #b", "'", '"', "two\nlines", "two\nlines\n", "\n\nx\n\n", " in\nx", "\ttab\nx",
     "é\u2028x", "\x07", "#x\ny", "---\nx", "a\n\n\nb"],
)  # fmt: skip
def test_texts(text):
    yaml_text({"key": text, "inner": {"list": [text, {"x": text}]}})


def test_layout():
    data = {
        "title": "A thing, and more",
        "program": "a = f(x)\nb = g(a)\n",
        "cases": [{"name": "one", "draw": {"x": {"literal": [[1.5, -2e-300], [0.1, 3]]}}}],
        "numbers": list(range(60)),
    }
    text = yaml_text(data, "made")
    assert text.startswith("# made\ntitle:")
    assert "program: |\n  a = f(x)\n  b = g(a)\n" in text
    assert "{literal: [[1.5, -2e-300], [0.1, 3]]}" in text
    assert sum("59" in line for line in text.splitlines()) == 1


def test_what_yaml_cannot_hold():
    with pytest.raises(GraderFault, match=r"cannot be written as YAML|does not survive"):
        yaml_text({"a": float("nan")})
