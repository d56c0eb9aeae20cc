"""The estimate of a function's rounding."""

from collections.abc import Callable

import numpy as np
import pytest

from grader.compare.noise import SAFETY, noise_bound
from grader.compare.slopes import Functional

from .families import FAMILIES, Array

Function = Callable[[Array], Array]


def functional(
    function: Function, x: Array, upstream: Array | None = None, roundoff: float | None = None
) -> Functional:
    """sum(upstream * function(x)), upstream all ones unless given."""
    weights = np.ones(x.shape) if upstream is None else upstream
    return Functional.at(lambda points: [function(point) for point in points], x, weights, roundoff)


@pytest.mark.parametrize("family", FAMILIES)
def test_it_bounds_the_distance_to_an_80_bit_evaluation(family: str) -> None:
    for seed in range(10):
        rng = np.random.default_rng(seed)
        problem = FAMILIES[family](rng)
        points = problem.x + 1e-3 * rng.normal(size=(20, *problem.x.shape))
        deviations = [problem.forward(x) - problem.forward(x.astype(np.longdouble)) for x in points]
        errors = [abs(float((problem.upstream * deviation).sum())) for deviation in deviations]
        bound = noise_bound(functional(problem.forward, problem.x, problem.upstream), seed)
        assert max(errors) <= bound <= 50 * max(errors)


@pytest.mark.parametrize("level", [1e-13, 1e-9, 1e-5])
def test_planted_noise_is_measured(level: float) -> None:
    noise = np.random.default_rng(1)
    x = np.linspace(-1, 1, 6)
    noisy = functional(lambda x: np.sin(x) + level * noise.normal(size=6), x)
    bounds = [noise_bound(noisy, seed) for seed in range(10)]
    assert level * np.sqrt(6) < min(bounds)
    assert max(bounds) < 5 * SAFETY * level * np.sqrt(6)


@pytest.mark.parametrize(
    ("function", "quantum"),
    [(lambda x: np.round(np.sin(x), 6), 1e-6), (lambda x: np.sin(x.astype(np.float32)), 2.0**-24)],
    ids=["rounded to 6 decimals", "float32 inside"],
)
def test_a_function_that_moves_in_steps_is_noisy(function: Function, quantum: float) -> None:
    for seed in range(10):
        x = np.random.default_rng(seed).normal(size=20)
        assert quantum < noise_bound(functional(function, x), seed) < 100 * quantum


def test_noise_of_a_constant_is_that_of_storing_it() -> None:
    x = np.ones(4)
    assert noise_bound(functional(np.zeros_like, x), 0) == 0.0
    assert noise_bound(functional(np.ones_like, x), 0) == SAFETY * 2.0**-53 * 2
    assert noise_bound(functional(np.ones_like, x, roundoff=2.0**-24), 0) == SAFETY * 2.0**-24 * 2


def test_neither_nan_nor_overflow_raises() -> None:
    assert np.isnan(noise_bound(functional(lambda x: x * np.nan, np.ones(2)), 0))
    assert noise_bound(functional(lambda x: np.where(x == 1, x, np.nan), np.ones(1)), 0) == SAFETY * 2.0**-53
    for magnitude in (1e-250, 1e250):
        bound = noise_bound(functional(lambda x: magnitude * np.sin(x), np.ones(2)), 0)
        assert 1e-16 < bound / magnitude < 1e-14
