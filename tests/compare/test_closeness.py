"""Comparing arrays entry by entry, and the course text's relative error."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.compare.closeness import Band, band, compare, compare_interval, default_tolerance, relative_error

from .families import Array

SHAPES = arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
ANY = arrays.arrays(np.float64, SHAPES)
FINITE = arrays.arrays(np.float64, SHAPES, elements=st.floats(-1e6, 1e6))


@given(ANY)
def test_everything_is_close_to_itself(array: Array) -> None:
    closeness = compare(array, array.copy(), 0.0)
    assert closeness.ok
    assert not closeness.wrong.any()
    assert closeness.max_abs_error == closeness.relative_error == 0.0
    assert closeness.band is Band.EXCELLENT
    assert (closeness.worst is None) == (array.size == 0)


@given(FINITE, st.data())
def test_one_wrong_entry_is_found_and_measured(array: Array, data: st.DataObject) -> None:
    if array.size == 0:
        return
    index = tuple(data.draw(st.integers(0, side - 1)) for side in array.shape)
    got = array.copy()
    got[index] = 2 * array[index] + 1
    closeness = compare(got, array, abs(array[index] + 1) / 2 - 1e-9)
    if array[index] == -1:
        assert closeness.ok
        return
    assert not closeness.ok
    assert closeness.worst == index
    assert closeness.wrong[index]
    assert closeness.wrong.sum() == 1
    assert closeness.got == got[index]
    assert closeness.expected == array[index]
    assert closeness.max_abs_error == abs(got[index] - array[index])


@given(FINITE, st.sampled_from([np.nan, np.inf, -np.inf]))
def test_nothing_infinite_passes_for_a_number(array: Array, value: float) -> None:
    if array.size == 0:
        return
    got = np.full(array.shape, value)
    for tolerance in (0.0, 1e300, np.inf):
        closeness = compare(got, array, tolerance)
        assert closeness.wrong.all()
        assert closeness.max_abs_error == np.inf
        assert closeness.relative_error == 1.0
        assert closeness.band is Band.BUG
        assert closeness.ratio is None


def test_an_infinity_is_matched_by_itself_only() -> None:
    expected = np.array([np.inf, np.inf, -np.inf, np.nan, np.nan])
    assert compare(np.array([np.inf, 1e308, np.inf, np.nan, 0.0]), expected, 1e300).wrong.tolist() == [
        False, True, True, False, True,
    ]  # fmt: skip


def test_each_entry_has_its_own_tolerance() -> None:
    closeness = compare(np.array([1.5, 2.2]), np.array([1.0, 2.0]), np.array([1.0, 0.1]))
    assert closeness.wrong.tolist() == [False, True]
    assert closeness.worst == (1,)
    assert closeness.ratio == pytest.approx(1.1)
    assert closeness.max_abs_error == 0.5


def test_worst_of_two_infinite_excesses_is_the_first() -> None:
    assert compare(np.array([0.0, np.nan, np.inf]), np.zeros(3), 1.0).worst == (1,)


def test_scalars_masks_and_integers_are_numbers() -> None:
    assert compare(np.array(2), np.array(2.0), 0.0).worst == ()
    assert compare(np.array([True, False]), np.array([1, 0]), 0.0).ok
    assert compare(np.array([3.0]), np.array([0.0]), 0.0).ratio is None


@pytest.mark.parametrize("got", [np.zeros((2, 1)), np.zeros(3), np.zeros(2) * 1j])
def test_shapes_must_match_and_values_be_real(got: Array) -> None:
    with pytest.raises(ValueError, match=r"shape|complex"):
        compare(got, np.zeros(2), 0.0)


def test_any_value_of_an_interval_is_right() -> None:
    got = np.array([0.0, 0.5, 1.0, 1.01, 1.2, -0.3, np.nan])
    closeness = compare_interval(got, np.zeros(7), np.ones(7), 0.1)
    assert closeness.wrong.tolist() == [False, False, False, False, True, True, True]
    closeness = compare_interval(got[:6], np.zeros(6), np.ones(6), 0.1)
    assert (closeness.worst, closeness.got, closeness.expected) == ((5,), -0.3, 0.0)


def test_an_open_interval_takes_anything_but_nan() -> None:
    got = np.array([-1e300, np.inf, np.nan])
    closeness = compare_interval(got, np.full(3, -np.inf), np.full(3, np.inf), 0.0)
    assert closeness.wrong.tolist() == [False, False, True]


@given(FINITE, FINITE)
def test_relative_error_is_symmetric_scale_free_and_at_most_one(first: Array, second: Array) -> None:
    if first.shape != second.shape:
        return
    error = relative_error(first, second)
    assert 0.0 <= error <= 1.0 + 1e-15
    assert relative_error(second, first) == error
    assert relative_error(first * 2.0**900, second * 2.0**900) == error


def test_relative_error_is_the_course_texts() -> None:
    analytic, numeric = np.array([3.0, 4.0]), np.array([3.0, 4.5])
    assert relative_error(analytic, numeric) == pytest.approx(0.5 / (5 + np.hypot(3, 4.5)))


@pytest.mark.parametrize(
    ("relative", "name"),
    [(0.0, "excellent"), (1e-7, "acceptable"), (1e-5, "suspicious"), (1e-3, "bug"), (1.0, "bug")],
)
def test_bands_start_where_the_course_text_says(relative: float, name: str) -> None:
    assert band(relative) == name


def test_default_tolerance_follows_the_largest_finite_entry() -> None:
    assert default_tolerance(np.array([1.0, -4.0, np.inf, np.nan])) == 2.0**15 * 2.0**-53 * 4
    assert default_tolerance(np.array([1.0]), 2.0**-24) == 2.0**-9
    assert default_tolerance(np.array([])) == 0.0
