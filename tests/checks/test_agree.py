"""Two calls that must come to the same: what counts as the same numbers, and what is said when they are not."""

import numpy as np
import pytest

from grader.checks.agree import disagreement
from grader.model.value import ArrayValue, Holder, Opaque

NAMES = ("compare()", "compare(50, 64, 0)")


def array(data):
    return ArrayValue(np.asarray(data, dtype=float), Holder.TENSOR, "float64")


SAME = {
    "floats": (0.5, 0.5),
    "whole numbers and floats": (2, 2.0),
    "a list and a tensor": ([1.0, 2.0], array([1.0, 2.0])),
    "dicts in another order": ({"a": [1.0], "b": [2.0]}, {"b": [2.0], "a": [1.0]}),
    "rounding": ([1.0, 1e-20], [1.0 + 1e-9, 3e-20]),
    "the same holes": ([1.0, float("nan")], [1.0, float("nan")]),
    "truth values": (True, True),
}

DIFFERENT = {
    "another number": ({"relu": [1.0, 2.0]}, {"relu": [1.0, 2.5]}, "in ['relu'] at index 1 the first has 2, the second 2.5"),
    "another length": ({"relu": [1.0] * 49}, {"relu": [1.0] * 50}, "in ['relu'] the first has 49 numbers, the second 50 numbers"),
    "another shape": (array(np.ones((2, 3))), array(np.ones((3, 2))), "the first has shape (2, 3), the second shape (3, 2)"),
    "other keys": ({"relu": 1.0}, {"tanh": 1.0}, "the first has ['relu'], the second ['tanh']"),
    "a hole": ([1.0, float("nan")], [1.0, 2.0], "at index 1 the first has nan, the second 2"),
    "a number for a dict": (1.0, {"tanh": 1.0}, "the first has numbers, the second ['tanh']"),
}

NO_NUMBERS = {
    "None": (None, 1.0, "compare() gives None; numbers were due."),
    "an object": (1.0, {"a": Opaque("generator", "")}, "compare(50, 64, 0) gives an object of type generator"),
    "nothing": ({}, {}, "compare() gives an empty dict"),
}


@pytest.mark.parametrize("name", SAME)
def test_the_same(name):
    assert disagreement(*SAME[name], NAMES, 1e-6) is None


@pytest.mark.parametrize("name", DIFFERENT)
def test_not_the_same(name):
    first, second, said = DIFFERENT[name]
    found = disagreement(first, second, NAMES, 1e-6)
    assert (found.code, found.message) == ("not_the_same", f"compare() and compare(50, 64, 0) give different numbers: {said}.")


@pytest.mark.parametrize("name", NO_NUMBERS)
def test_no_numbers(name):
    first, second, said = NO_NUMBERS[name]
    found = disagreement(first, second, NAMES, 1e-6)
    assert found.code == "wrong_type"
    assert said in found.message
