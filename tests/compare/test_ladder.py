"""The certified numeric derivative."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from grader.compare import Derivative, derivative

from .families import FAMILIES, Array

Function = Callable[[Array], Array]


def differentiate(function: Function, x: Array, upstream: Array | None = None) -> Derivative:
    """derivative() of a function of one point, upstream all ones unless given."""
    weights = np.ones(np.shape(x)) if upstream is None else upstream
    return derivative(lambda points: [function(point) for point in points], x, weights)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_80_bit_derivative_is_within_the_tolerance(family: str) -> None:
    for seed in range(30):
        problem = FAMILIES[family](np.random.default_rng(seed))
        result = derivative(problem.evaluate, problem.x, problem.upstream, seed=seed)
        gradient = problem.gradient()
        assert not result.untested.any()
        assert (np.abs(result.value - gradient) <= result.tolerance)[~result.kink].all()
        assert result.error[~result.kink].max() < 1e-7 * np.abs(gradient).max()
        assert (result.lower <= result.value).all()
        assert (result.value <= result.upper).all()


@pytest.mark.parametrize("family", FAMILIES)
def test_float32_functions_have_honest_errors(family: str) -> None:
    """All but a few: where slopes are known to 1e-3 only, a kink nearby can pass for rounding. Confirmation
    is there to notice.
    """
    within: list[bool] = []
    for seed in range(20):
        problem = FAMILIES[family](np.random.default_rng(seed))
        single = dataclasses.replace(problem, x=problem.x.astype(np.float32))
        result = derivative(single.evaluate, single.x, single.upstream, seed=seed)
        assert result.unit_roundoff == 2.0**-24
        assert result.x.dtype == np.float32
        smooth = ~result.kink & ~result.untested
        within += (np.abs(result.value - single.gradient()) <= result.tolerance)[smooth].tolist()
    assert np.mean(within) > 0.98


def test_points_arrive_in_the_dtype_and_shape_of_x() -> None:
    seen: set[tuple[object, ...]] = set()

    def function(x: Array) -> Array:
        seen.add((x.dtype, x.shape))
        return x

    differentiate(function, np.ones((2, 1), np.float32))
    differentiate(function, np.ones(3, np.int64))
    differentiate(function, np.array(1.0))
    assert seen == {
        (np.dtype(np.float32), (2, 1)),
        (np.dtype(np.float64), (3,)),
        (np.dtype(np.float64), ()),
    }


def test_a_function_may_write_into_its_points() -> None:
    def square_in_place(x: Array) -> Array:
        x *= x
        return x

    assert differentiate(square_in_place, np.arange(1.0, 5.0)).value == pytest.approx([2, 4, 6, 8], rel=1e-9)


@pytest.mark.parametrize("shape", [(0,), (3, 0)])
def test_nothing_to_differentiate(shape: tuple[int, ...]) -> None:
    result = differentiate(lambda x: np.array(1.0), np.zeros(shape), np.array(1.0))
    assert result.value.shape == shape
    assert result.tau == 0.0


def test_no_outputs_and_no_upstream_mean_derivative_zero() -> None:
    for upstream in (np.zeros(0), np.zeros(2)):
        result = differentiate(lambda x: np.full(upstream.shape, np.nan), np.ones(3), upstream)
        assert result.value.tolist() == result.error.tolist() == [0.0] * 3


def test_scalars_in_scalars_out() -> None:
    result = differentiate(np.exp, np.array(0.5), np.array(2.0))
    assert result.value.shape == ()
    assert result.value == pytest.approx(2 * np.exp(0.5), rel=1e-12)


@pytest.mark.parametrize("level", [0.0, 3.0])
def test_a_constant_has_derivative_zero(level: float) -> None:
    result = differentiate(lambda x: np.full(4, level), np.ones(4))
    assert not result.value.any()
    assert not result.kink.any()
    assert (result.error <= 1e-11).all()


def test_a_kink_is_answered_by_its_subdifferential() -> None:
    x = np.array([0.0, 0.0, 0.3, -0.3])
    upstream = np.array([2.0, -3.0, 1.0, 1.0])
    result = differentiate(lambda x: np.maximum(np.expm1(x), 0), x, upstream)
    assert result.kink.tolist() == [True, True, False, False]
    np.testing.assert_allclose(result.lower[:2], [0, -3], atol=1e-4)
    np.testing.assert_allclose(result.upper[:2], [2, 0], atol=1e-4)
    np.testing.assert_allclose(result.value[2:], [np.exp(0.3), 0], atol=1e-9)
    assert (result.error[:2] < 1e-5).all()
    slack = result.tolerance[:2]
    assert (result.lower[:2] - slack <= [0, -3]).all()
    assert (result.upper[:2] + slack >= [2, 0]).all()


@pytest.mark.parametrize("distance", [0.0, 1e-9, 2.0**-23, 2.0**-20, 2.0**-18, 1e-4, 0.01])
@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_a_kink_nearby_never_excludes_the_derivative(distance: float, side: float) -> None:
    result = differentiate(lambda x: np.maximum(x, 0) * (x + 1), np.array(side * distance))
    truth = 2 * distance + 1 if side > 0 else 0.0
    assert result.lower - result.tolerance <= truth <= result.upper + result.tolerance
    assert result.kink == (distance < 2.0**-20)


def test_where_the_function_jumps_nothing_is_tested() -> None:
    for function in (np.sign, np.ceil, lambda x: np.where(x == 0, 1.0, x)):
        result = differentiate(function, np.array(0.0))
        assert result.untested
        assert np.isnan(result.value)
        assert np.isneginf(result.lower)
        assert np.isposinf(result.upper)


def test_where_the_function_is_not_finite_nothing_is_tested() -> None:
    with np.errstate(all="ignore"):
        assert differentiate(np.log, np.array([0.0])).untested.all()
        assert differentiate(np.log, np.array([-1.0, 1.0])).untested.all()
        assert differentiate(lambda x: x, np.array([1.0, np.nan])).untested.all()
        assert differentiate(np.sqrt, np.array([0.0])).untested.all()
        close_to_the_edge = differentiate(np.log, np.array([1e-3, 1.0]))
    assert close_to_the_edge.value == pytest.approx([1000.0, 1.0], rel=1e-7)


def test_a_point_that_fails_leaves_only_its_entry_untested() -> None:
    def function(x: Array) -> Array:
        return np.full(3, np.nan) if x[1] != 1.0 and abs(x[1] - 1.0) > 1e-9 else x**2

    result = differentiate(function, np.ones(3))
    assert result.untested.tolist() == [False, True, False]
    assert result.value[[0, 2]] == pytest.approx([2.0, 2.0])


def test_quantised_functions_are_not_taken_for_constants() -> None:
    x = np.linspace(0.2, 1.2, 6)
    result = differentiate(lambda x: np.round(np.sin(x), 6), x)
    assert (np.abs(result.value - np.cos(x)) <= result.tolerance).all()
    assert result.blind(1e-6).all()
    assert not result.blind(0.5).any()


def test_blind_entries_are_those_that_a_fault_would_hide_in() -> None:
    result = differentiate(lambda x: x * np.array([1.0, 1e-12, 0.0]), np.ones(3))
    assert result.blind(1e-6).tolist() == [False, True, True]


def test_a_seed_repeats_exactly() -> None:
    problem = FAMILIES["batch norm"](np.random.default_rng(3))
    first, second = (derivative(problem.evaluate, problem.x, problem.upstream, seed=7) for _ in range(2))
    np.testing.assert_array_equal(first.value, second.value)
    np.testing.assert_array_equal(first.error, second.error)
