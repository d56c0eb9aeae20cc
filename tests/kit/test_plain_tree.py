"""Recording a tree loses nothing: not a bit, not a type."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from grader.errors import GraderFault
from grader.kit.plain_tree import from_plain, to_plain


def again(value):
    return from_plain(json.loads(json.dumps(to_plain(value), allow_nan=False)))


def same(one, other) -> bool:
    if isinstance(one, np.ndarray | np.generic):
        return type(one) is type(other) and one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and (one == other or (one != one and other != other))


arrays = nps.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.bool_]),
    nps.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    elements={"allow_nan": False},
)
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | arrays,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(trees)
def test_round_trip(value):
    assert same(again(value), value)


@pytest.mark.parametrize("value", [math.inf, -math.inf, -0.0, 5e-324, np.float32(0.1), np.int64(3), np.array([np.nan, 1.0])])
def test_round_trip_of_odd_numbers(value):
    assert same(again(value), value)


def test_nan():
    assert math.isnan(again(math.nan))


@pytest.mark.parametrize("value", [object(), np.array([1j]), np.array(["a"]), 1j, {1, 2}])
def test_what_cannot_be_recorded(value):
    with pytest.raises(GraderFault, match="cannot be recorded"):
        to_plain(value)


@pytest.mark.parametrize("plain", [{}, {"array": [1]}, {"dict": 3}, {"float": "many"}, {"array": [1, 2], "dtype": "float64", "shape": [3]}])
def test_what_was_never_written(plain):
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_plain(plain)
