"""Unit roundoffs and the grids that give away how an array was computed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.compare.precision import (
    MAX_DECIMALS,
    Array,
    on_decimal_grid,
    on_float32_grid,
    round_to_precision,
    scaled_bits,
    significant_bits,
    unit_roundoff,
)

SEEDS = st.integers(0, 2**32 - 1)
NO_EVIDENCE = {
    "nothing": np.array([]),
    "zeros": np.zeros(20),
    "integers": np.arange(-5000.0, 5000.0, 7.0),
    "halves": np.arange(4097) + 0.5,
    "short fractions": np.arange(100) / 64,
    "one number broadcast": np.full((4, 5), float(np.float32(0.1))),
    "two numbers": np.array([0.1, 0.2, -0.1], np.float32).astype(np.float64),
    "not finite": np.array([np.nan, np.inf, -np.inf]),
    "a scalar": np.array(float(np.float32(0.1))),
}


@pytest.mark.parametrize(
    ("dtype", "bits"),
    [
        (np.float64, 53),
        (np.float32, 24),
        (np.float16, 11),
        (np.int64, 53),
        (np.bool_, 53),
        (np.complex64, 24),
    ],
)
def test_unit_roundoff(dtype: type, bits: int) -> None:
    assert unit_roundoff(dtype) == 2.0**-bits


def test_scaled_bits_keep_their_place_in_the_significand() -> None:
    assert scaled_bits(20, 2.0**-53) == 20
    assert scaled_bits(20, 2.0**-24) == 9


@given(st.floats(width=64, min_value=-1e30, max_value=1e30).filter(lambda x: x == 0 or abs(x) > 1e-30))
def test_round_to_precision_is_the_cast(x: float) -> None:
    assert round_to_precision(np.array(x), 2.0**-24) == np.float32(x)
    assert round_to_precision(np.array(x), 2.0**-53) == x


@given(st.integers(1, 2**53 - 1), st.integers(-1000, 900))
def test_significant_bits_count_from_first_to_last_one(integer: int, exponent: int) -> None:
    expected = integer.bit_length() - (integer & -integer).bit_length() + 1
    entries = np.array([np.ldexp(float(integer), exponent), -float(integer), 0.0])
    assert significant_bits(entries).tolist() == [expected, expected, 0]


@given(SEEDS)
def test_float32_results_are_recognised(seed: int) -> None:
    rng = np.random.default_rng(seed)
    single = np.exp(rng.normal(size=(4, 5)).astype(np.float32))
    single[rng.random(single.shape) < 0.3] = 0.0
    single[0, :2] = np.nan, np.inf
    assert on_float32_grid(single.astype(np.float64))
    assert on_float32_grid(single)


@given(SEEDS)
def test_one_float64_among_float32s_disproves_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mixed = rng.normal(size=20).astype(np.float32).astype(np.float64)
    mixed[rng.integers(20)] += 1e-12
    assert not on_float32_grid(mixed)


def test_what_float32_cannot_hold_is_not_on_its_grid() -> None:
    assert not on_float32_grid(np.array([1e300, 0.1, 0.2]))


@given(SEEDS, st.integers(1, MAX_DECIMALS))
def test_rounded_results_are_recognised(seed: int, decimals: int) -> None:
    exact = np.random.default_rng(seed).normal(size=(10, 10)) * 3
    assert on_decimal_grid(np.round(exact, decimals)) == decimals
    assert on_decimal_grid(np.vectorize(lambda x: float(f"{x:.{decimals}f}"))(exact)) == decimals


@given(SEEDS)
def test_unrounded_results_lie_on_no_decimal_grid(seed: int) -> None:
    exact = np.random.default_rng(seed).normal(size=6)
    assert on_decimal_grid(exact) is None
    assert on_decimal_grid(exact.astype(np.float32)) is None
    assert on_decimal_grid(exact * 1e8) is None


@pytest.mark.parametrize("array", NO_EVIDENCE.values(), ids=NO_EVIDENCE.keys())
def test_short_or_repeated_numbers_prove_nothing(array: Array) -> None:
    assert not on_float32_grid(array)
    assert on_decimal_grid(array) is None


def test_a_repeated_decimal_proves_nothing() -> None:
    assert on_decimal_grid(np.full(10, 0.1)) is None
    assert on_decimal_grid(np.array([0.1, 0.25, 0.37, 0.12, 2.0])) == 2
