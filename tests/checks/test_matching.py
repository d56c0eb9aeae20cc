"""Closeness by dtype and by how far right answers lie apart; hidden cases give nothing away."""

import numpy as np
import pytest

from grader.checks.matching import Rule, match
from grader.expected.record import Expectation
from grader.model.exercise import Case
from grader.model.value import ArrayValue, Holder

RNG = np.random.default_rng(3)
TRUTH = RNG.normal(size=(4, 3))
PUBLIC = Case("typical", True, "a typical batch", {})
HIDDEN = Case("secret", False, "a batch of two rows", {})


def array(data):
    return ArrayValue(np.asarray(data), Holder.NDARRAY, str(np.asarray(data).dtype))


def verdict(data, *, spread=0.0, rule=None, case=PUBLIC, intervals=None):
    expectation = Expectation({}, {"dx": TRUTH}, {"dx": spread}, intervals or {})
    return match(array(data), "dx", case, expectation, rule or Rule())


@pytest.mark.parametrize(
    ("data", "right"),
    [
        pytest.param(TRUTH, True, id="equal"),
        pytest.param(TRUTH * (1 + 1e-13), True, id="rounding"),
        pytest.param(TRUTH * (1 + 1e-9), False, id="a relative error of 1e-9"),
        pytest.param(np.round(TRUTH, 6), False, id="rounded to 6 decimals"),
        pytest.param(TRUTH.astype(np.float32), True, id="float32"),
        pytest.param(TRUTH.astype(np.float32).astype(np.float64), True, id="float32 upcast to float64"),
        pytest.param(TRUTH * 0.999, False, id="off by a thousandth"),
        pytest.param(np.where(TRUTH == TRUTH.max(), np.nan, TRUTH), False, id="NaN"),
        pytest.param(np.where(TRUTH == TRUTH.max(), np.inf, TRUTH), False, id="infinity"),
        pytest.param(np.zeros_like(TRUTH), False, id="zeros"),
    ],
)
def test_closeness(data, right):
    assert (verdict(data).setback is None) is right


def test_the_measured_spread_widens_the_tolerance():
    off = TRUTH * (1 + 1e-10)
    assert verdict(off).setback
    assert verdict(off, spread=1e-11).setback is None


def test_an_explicit_tolerance_is_final():
    assert verdict(TRUTH.astype(np.float32), rule=Rule(tolerance=1e-12)).setback


def test_an_interval_accepts_every_subgradient_with_a_remark():
    lower, upper = TRUTH.copy(), TRUTH.copy()
    upper[0, 0] += 2
    half = TRUTH.copy()
    half[0, 0] += 1
    found = verdict(half, intervals={"dx": (lower, upper)})
    assert found.setback is None
    assert [remark.code for remark in found.remarks] == ["subgradient"]
    half[0, 0] += 1.5
    assert verdict(half, intervals={"dx": (lower, upper)}).setback


def test_the_message_names_the_worst_entry_with_its_ratio_and_band():
    wrong = TRUTH.copy()
    wrong[2, 1] *= 2
    comparison = verdict(wrong).comparisons[0]
    assert comparison.worst.index == (2, 1)
    assert comparison.worst.ratio == pytest.approx(2)
    assert "dx[2, 1]" in comparison.message
    assert "2 times as much" in comparison.message
    assert comparison.band == "bug"
    assert comparison.wrong == ((2, 1),)


def test_a_hidden_case_shows_no_number_of_its_own():
    comparison = verdict(TRUTH * 2, case=HIDDEN).comparisons[0]
    assert comparison.got is None
    assert comparison.expected is None
    assert comparison.worst is None
    assert comparison.wrong == ()
    assert comparison.shape is None
    for value in TRUTH.flat:
        assert f"{value:.4g}" not in comparison.message


def test_a_dict_is_compared_key_by_key():
    expectation = Expectation({}, {"grads": {"w": 1.5, "b": -0.5}}, {}, {})
    right = match({"w": 1.5, "b": -0.5, "more": "whatever"}, "grads", PUBLIC, expectation, Rule())
    assert right.setback is None
    assert "'b'" in match({"w": 1.5}, "grads", PUBLIC, expectation, Rule()).setback.message
    assert "None" in match(None, "grads", PUBLIC, expectation, Rule()).setback.message
