"""Verdicts on claimed derivatives: no false alarm, and small faults found."""

import dataclasses

import numpy as np
import pytest

from grader.compare import Derivative, derivative, judge
from grader.compare.judgement import confirm

from .families import FAMILIES, Array, Problem, batch_norm

SEEDS = range(40)


def problems(family: str) -> list[tuple[Problem, Derivative]]:
    """Random problems of a family with their numeric derivatives."""
    drawn = [FAMILIES[family](np.random.default_rng(seed)) for seed in SEEDS]
    return [(problem, derivative(problem.evaluate, problem.x, problem.upstream)) for problem in drawn]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_false_alarm_and_faults_of_1e8_found(family: str) -> None:
    """A fault in each entry at least as large as the median entry: those are where 1e-8 can be seen at
    all."""
    planted = caught = 0
    for problem, result in problems(family):
        gradient = problem.gradient()
        assert judge(result, gradient, problem.evaluate).ok
        assert judge(result, problem.gradient(np.float64), problem.evaluate).ok
        large = np.abs(gradient) >= np.median(np.abs(gradient))
        faulty = np.where(large, gradient * (1 + 1e-8), gradient)
        planted += int(large.sum())
        caught += int((judge(result, faulty, problem.evaluate).wrong & large).sum())
    assert caught >= 0.99 * planted


def test_a_batch_norm_without_eps_is_wrong_every_time() -> None:
    for seed in SEEDS:
        problem = batch_norm(np.random.default_rng(seed), backward_eps=0.0)
        result = derivative(problem.evaluate, problem.x, problem.upstream, seed=seed)
        assert not judge(result, problem.gradient(), problem.evaluate).ok


@pytest.mark.parametrize("family", FAMILIES)
def test_float32_solutions_are_not_wrong(family: str) -> None:
    for seed in range(15):
        problem = FAMILIES[family](np.random.default_rng(seed))
        single = dataclasses.replace(problem, x=problem.x.astype(np.float32))
        result = derivative(single.evaluate, single.x, single.upstream, seed=seed)
        assert judge(result, single.gradient(np.float32), single.evaluate).ok
        assert judge(result, single.gradient(), single.evaluate).ok
        assert not judge(result, 2 * single.gradient(), single.evaluate).ok


def test_every_subgradient_is_right_at_a_kink() -> None:
    x = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 1.0])
    result = derivative(lambda points: [np.maximum(p, 0) for p in points], x, np.ones(6))
    judgement = judge(result, np.array([0.0, 0.5, 1.0, 1.1, -0.1, 1.0]))
    assert judgement.right.tolist() == [True, True, True, False, False, True]
    assert judgement.wrong.tolist() == [False, False, False, True, True, False]


def test_what_is_not_finite_is_wrong_where_the_derivative_is_known() -> None:
    x = np.array([1.0, 1.0, 0.0, np.nan])
    weights = np.array([1.0, 1.0, 1.0, 0.0])
    result = derivative(lambda points: [np.abs(p) for p in points], x, weights)
    judgement = judge(result, np.array([np.nan, np.inf, np.nan, np.nan]))
    assert judgement.wrong.tolist() == [True, True, True, False]


def test_untested_entries_are_undecided() -> None:
    result = derivative(lambda points: [np.sign(p) for p in points], np.zeros(2), np.ones(2))
    judgement = judge(result, np.array([0.0, np.nan]))
    assert judgement.undecided.all()
    assert judgement.ok


def test_without_the_function_nothing_outside_is_decided() -> None:
    def evaluate(points: list[Array]) -> list[Array]:
        return [np.sin(p) for p in points]

    x = np.array([0.1, 0.2])
    result = derivative(evaluate, x, np.ones(2))
    claimed = np.array([np.cos(0.1), 2.0])
    assert judge(result, claimed).undecided.tolist() == [False, True]
    assert judge(result, claimed, evaluate).wrong.tolist() == [False, True]
    assert confirm(result, np.array([0, 1]), claimed, evaluate).tolist() == [False, True]


def test_confirmation_saves_what_one_step_size_got_wrong() -> None:
    """A ripple that vanishes at all six points of the first tier, whose slope at 0 is nevertheless 1 + 1."""
    frequency = 2 * np.pi * 2.0**7

    def evaluate(points: list[Array]) -> list[Array]:
        return [p + np.sin(frequency * p) / frequency for p in points]

    result = derivative(evaluate, np.zeros(1), np.ones(1))
    assert result.value == pytest.approx([1.0])
    assert judge(result, np.array([2.0]), evaluate).undecided.all()


def test_a_claim_must_have_the_shape_of_x() -> None:
    result = derivative(lambda points: points, np.zeros((1, 2)), np.ones((1, 2)))
    with pytest.raises(ValueError, match="shape"):
        judge(result, np.zeros(2))


def test_a_scalar_claim_is_judged() -> None:
    def evaluate(points: list[Array]) -> list[Array]:
        return [np.exp(p) for p in points]

    result = derivative(evaluate, np.array(0.0), np.array(1.0))
    assert judge(result, np.array(1.0), evaluate).right
    assert judge(result, np.array(1.0 + 1e-9), evaluate).wrong
    assert judge(result, np.array(np.nan), evaluate).wrong


def test_empty_claims() -> None:
    result = derivative(lambda points: points, np.zeros((0, 2)), np.zeros((0, 2)))
    assert judge(result, np.zeros((0, 2))).ok
