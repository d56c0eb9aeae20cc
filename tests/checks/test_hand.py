"""Significant digits: rounded, cut, or more exact; never fewer."""

import pytest

from grader.checks.hand import agrees

TRUTH = {"w1": -0.0171586476, "w2": 0.1614124734, "b2": 0.2499975169}

RIGHT = [
    ("w1", -0.01716), ("w1", -0.01715), ("w1", -0.0171586476), ("w1", -0.017159), ("w1", -0.017158),
    ("w2", 0.1614), ("w2", 0.16141), ("w2", 0.161412), ("w2", 0.161394), ("b2", 0.25), ("b2", 0.2499), ("b2", 0.249998),
]
WRONG = [
    ("w1", -0.0172), ("w1", -0.017), ("w1", 0.01716), ("w1", -0.01717), ("w1", -0.01714), ("w1", 0.0),
    ("w2", 0.16), ("w2", 0.161), ("w2", 0.1615), ("w2", 0.1613), ("w2", float("nan")), ("w2", float("inf")),
    ("b2", 0.2498), ("b2", 0.2501),
]  # fmt: skip


@pytest.mark.parametrize(("key", "answer"), RIGHT)
def test_right(key, answer):
    assert agrees(answer, TRUTH[key], 4)


@pytest.mark.parametrize(("key", "answer"), WRONG)
def test_wrong(key, answer):
    assert not agrees(answer, TRUTH[key], 4)
