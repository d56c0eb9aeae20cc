"""One tier of difference quotients."""

from collections.abc import Callable

import numpy as np
import pytest

from grader.compare import slopes
from grader.compare.slopes import Functional, measure

from .families import Array

STEP = np.array([2.0**-5])
ENTRY = np.array([0])


def functional(function: Callable[[Array], Array], x: float) -> Functional:
    """A function of one entry."""
    return Functional.at(lambda points: [function(p) for p in points], np.array([x]), np.ones(1), None)


@pytest.mark.parametrize("degree", range(7))
def test_slope_and_jump_are_exact_for_low_degrees(degree: int) -> None:
    result = measure(functional(lambda x: x**degree, 0.75), ENTRY, STEP, noise=0.0)
    assert result.slope[0] == pytest.approx(degree * 0.75 ** max(0, degree - 1), rel=1e-12)
    if degree < 5:
        assert result.jump[0] == pytest.approx(0.0, abs=1e-11)


def test_a_kink_shows_as_a_jump_of_its_size() -> None:
    result = measure(functional(lambda x: 3 * np.abs(x) + np.sin(x), 0.0), ENTRY, STEP, noise=1e-16)
    assert result.jump[0] == pytest.approx(6.0, rel=1e-6)
    assert result.kinked[0]
    assert not result.smooth[0]


def test_not_a_number_is_neither_smooth_nor_kinked() -> None:
    result = measure(functional(lambda x: np.where(x > 0, np.nan, x), 0.0), ENTRY, STEP, noise=1e-16)
    assert not result.smooth[0]
    assert not result.kinked[0]


def test_rounding_constants_bound_the_extrapolations() -> None:
    """The worst case over all signs of the six values' and f(x)'s errors, by adding up absolute
    influences."""
    influence_on_slope = influence_on_jump = 0.0
    for disturbed in range(7):
        values = np.eye(7)[disturbed].reshape(7, 1)
        problem = Functional.at(lambda points: list(values), np.zeros(1), np.ones(1), None)
        result = measure(problem, ENTRY, np.ones(1), noise=0.0)
        influence_on_slope += abs(float(result.slope[0]))
        influence_on_jump += abs(float(result.jump[0]))
    assert influence_on_slope == pytest.approx(slopes.SLOPE_ROUNDING, rel=1e-2)
    assert influence_on_jump <= slopes.JUMP_ROUNDING


def test_increments_are_those_that_happened() -> None:
    """At x = 1e6/3 a step of 2**-40 is rounded to the spacing of float64 there."""
    result = measure(functional(lambda x: 3 * x, 1e6 / 3), ENTRY, np.array([2.0**-31]), noise=0.0)
    assert result.one_sided[0, :, 0] == pytest.approx([3.0, 3.0], rel=1e-9)


def test_small_batches_give_the_same_slopes(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def evaluate(points: list[Array]) -> list[Array]:
        sizes.append(len(points))
        return [np.sin(point) * point.sum() for point in points]

    x = np.random.default_rng(0).normal(size=(3, 4))
    problem = Functional.at(evaluate, x, np.ones((3, 4)), None)
    entries, steps = np.arange(12), np.full(12, 0.125)
    whole = measure(problem, entries, steps, 1e-15)
    monkeypatch.setattr(slopes, "MAX_BATCH_BYTES", 5 * 8 * 6 * 24)
    parts = measure(problem, entries, steps, 1e-15)
    assert sizes == [73, 31, 31, 13]
    np.testing.assert_allclose(whole.slope, parts.slope, rtol=1e-14)


def test_steps_follow_the_size_of_the_entry() -> None:
    x = np.array([0.0, -3.0, 1000.0, np.nan])
    assert Functional.at(lambda points: points, x, x, None).scale.tolist() == [1.0, 2.0, 512.0, 1.0]


def test_outputs_of_weight_zero_do_not_count() -> None:
    upstream = np.array([2.0, 0.0])
    problem = Functional.at(lambda points: [p * [1, np.nan] for p in points], np.ones(2), upstream, None)
    assert problem.outputs(np.ones((3, 2))).tolist() == [[1.0]] * 3


def test_an_output_of_another_shape_is_a_failed_evaluation() -> None:
    problem = Functional.at(lambda points: [p[:1] for p in points], np.ones(2), np.ones(2), None)
    assert np.isnan(problem.outputs(np.ones((3, 2)))).all()


def test_evaluate_must_answer_for_every_point() -> None:
    with pytest.raises(ValueError, match="1 outputs for 3 points"):
        Functional.at(lambda points: points[:1], np.ones(2), np.ones(2), None).outputs(np.ones((3, 2)))
