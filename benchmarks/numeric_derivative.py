"""How exact is a numeric derivative, and how small a fault does a gradient check find?

    python benchmarks/numeric_derivative.py [--seeds 1000]

Measures, on random problems of the families that the tests use too, the error of five schemes against an
80-bit analytic derivative, and the smallest relative fault, planted in the entry of median magnitude, that a
check finds in 99% of the problems. ``torch.autograd.gradcheck`` runs for real, with its default tolerances,
on the same functions. About six minutes for 1000 seeds.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, for tests.compare

from grader.compare import Derivative, derivative, judge, relative_error
from tests.compare.families import FAMILIES, Array, Problem, batch_norm

FAULTS = np.array([f * 10.0**e for e in range(-10, 0) for f in (1, 3)])
"""Relative faults planted, ascending."""

CAUGHT = 0.99
"""A fault counts as found when it is found in this share of the problems."""

RATIO_THRESHOLD = 1e-5
"""The course text's bound for an acceptable relative error."""

COLUMNS = ("scalar net", "MLP [2,4,1]", "batch norm")

Check: TypeAlias = Callable[[Array], bool]
"""Whether a check objects to a backward pass whose result is multiplied entry by entry with these factors."""


def central(problem: Problem, step: float) -> Array:
    """(phi(x + step) - phi(x - step)) / (2 step) for every entry, phi = sum(upstream * f)."""
    slopes = np.empty(problem.x.shape)
    for index in np.ndindex(problem.x.shape):
        ahead, behind = problem.x.copy(), problem.x.copy()
        ahead[index] += step
        behind[index] -= step
        values = [(problem.upstream * problem.forward(x)).sum() for x in (ahead, behind)]
        slopes[index] = (values[0] - values[1]) / (2 * step)
    return slopes


def richardson(problem: Problem, step: float = 2.0**-6) -> Array:
    """Central slopes at step, step/2 and step/4, extrapolated twice."""
    d0, d1, d2 = (central(problem, step * fraction) for fraction in (1.0, 0.5, 0.25))
    return np.asarray((64 * d2 - 20 * d1 + d0) / 45)


def complex_step(problem: Problem, step: float = 1e-100) -> Array:
    """Im phi(x + i step) / step for every entry."""
    slopes = np.empty(problem.x.shape)
    for index in np.ndindex(problem.x.shape):
        x = problem.x.astype(np.complex128)
        x[index] += 1j * step
        slopes[index] = (problem.upstream * problem.forward(x)).sum().imag / step
    return slopes


def ladder(problem: Problem) -> Array:
    """The grader's certified derivative."""
    return derivative(problem.evaluate, problem.x, problem.upstream).value


SCHEMES: dict[str, Callable[[Problem], Array]] = {
    "central, 1e-7, the course text's (2)": lambda problem: central(problem, 1e-7),
    "central, 1e-6, gradcheck's (2)": lambda problem: central(problem, 1e-6),
    "Richardson x3 (6)": richardson,
    "complex step (1)": complex_step,
    "ladder (6 or more)": ladder,
}


class Planted(torch.autograd.Function):  # type: ignore[misc]  # torch is untyped here
    """A problem's forward, and its backward times factors."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, problem: Problem, factors: Array) -> torch.Tensor:
        ctx.problem, ctx.factors, ctx.x = problem, factors, x.detach().numpy().copy()
        return torch.from_numpy(np.array(problem.forward(ctx.x)))

    @staticmethod
    def backward(ctx: Any, *upstream: torch.Tensor) -> tuple[torch.Tensor, None, None]:
        return torch.from_numpy(ctx.factors * ctx.problem.backward(ctx.x, upstream[0].numpy())), None, None


def _apply(x: torch.Tensor, problem: Problem, factors: Array) -> torch.Tensor:
    return Planted.apply(x, problem, factors)


def gradcheck(problem: Problem, fast: bool) -> Check:
    """torch's check with default tolerances: eps 1e-6, atol 1e-5, rtol 1e-3."""

    def objects(factors: Array) -> bool:
        torch.manual_seed(0)
        x = torch.tensor(problem.x, requires_grad=True)
        planted = partial(_apply, problem=problem, factors=factors)
        return not torch.autograd.gradcheck(planted, (x,), raise_exception=False, fast_mode=fast)

    return objects


def norm_ratio(problem: Problem) -> Check:
    """The course text's check: a norm ratio against central differences of 1e-7."""
    numeric = central(problem, 1e-7)
    claimed = problem.gradient(np.float64)
    return lambda factors: relative_error(factors * claimed, numeric) >= RATIO_THRESHOLD


def certified(problem: Problem) -> Check:
    """The grader's check."""
    result: Derivative = derivative(problem.evaluate, problem.x, problem.upstream)
    claimed = problem.gradient(np.float64)
    return lambda factors: not judge(result, factors * claimed, problem.evaluate).ok


CHECKS: dict[str, Callable[[Problem], Check]] = {
    "norm ratio, 1e-7, threshold 1e-5": norm_ratio,
    "torch gradcheck, slow": lambda problem: gradcheck(problem, fast=False),
    "torch gradcheck, fast": lambda problem: gradcheck(problem, fast=True),
    "ladder": certified,
}


def smallest_fault(problem: Problem, check: Check) -> float:
    """The smallest of FAULTS in the median entry that the check objects to, by bisection; else infinity."""
    magnitudes = np.abs(problem.gradient()).reshape(-1)
    median = int(np.argsort(magnitudes)[magnitudes.size // 2])
    missed, caught = -1, len(FAULTS)
    while caught - missed > 1:
        middle = (missed + caught) // 2
        factors = np.ones(problem.x.shape)
        factors.reshape(-1)[median] += FAULTS[middle]
        missed, caught = (missed, middle) if check(factors) else (middle, caught)
    return float(FAULTS[caught]) if caught < len(FAULTS) else np.inf


def accuracy(scheme: Callable[[Problem], Array], seeds: int, column: str) -> str:
    """Median and worst of max|error| / max|g|."""
    errors = []
    for seed in range(seeds):
        problem = FAMILIES[column](np.random.default_rng(seed))
        gradient = problem.gradient()
        errors.append(np.abs(scheme(problem) - gradient).max() / np.abs(gradient).max())
    return f"{np.median(errors):.0e} / {max(errors):.0e}"


def sensitivity(make: Callable[[Problem], Check], seeds: int, column: str) -> str:
    """Smallest fault found in 99% of problems, share of faults of 1e-8 found, false alarms."""
    smallest, false_alarms = np.empty(seeds), 0
    for seed in range(seeds):
        problem = FAMILIES[column](np.random.default_rng(seed))
        check = make(problem)
        smallest[seed] = smallest_fault(problem, check)
        false_alarms += check(np.ones(problem.x.shape))
    threshold = np.sort(smallest)[int(np.ceil(CAUGHT * seeds)) - 1]
    shown = f"{threshold:.0e}" if np.isfinite(threshold) else f"over {FAULTS[-1]:.0e}"
    return f"{shown}; {np.mean(smallest <= 1.001e-8):.1%}; {false_alarms}"


def dropped_eps(make: Callable[[Problem], Check], seeds: int, _column: str) -> str:
    """Share of batch norms whose backward leaves out eps (1e-5) that a check objects to."""
    problems = [batch_norm(np.random.default_rng(seed), backward_eps=0.0) for seed in range(seeds)]
    return f"{np.mean([make(problem)(np.ones(problem.x.shape)) for problem in problems]):.1%}"


def print_table(title: str, columns: tuple[str, ...], rows: dict[str, Callable[[str], str]]) -> None:
    """A Markdown table whose cells are computed, and shown, row by row."""
    print(f"\n{title}\n\n| {' | '.join(('', *columns))} |\n|{'---|' * (len(columns) + 1)}")
    for name, cell in rows.items():
        print(f"| {' | '.join((name, *map(cell, columns)))} |", flush=True)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1000, help="problems per cell")
    seeds: int = parser.parse_args().seeds
    start = time.perf_counter()
    print(f"numpy {np.__version__}, torch {torch.__version__}, {seeds} seeds")
    print_table(
        "Error: median / worst of max|error| / max|g| (evaluations per parameter)",
        COLUMNS,
        {name: partial(accuracy, scheme, seeds) for name, scheme in SCHEMES.items()},
    )
    print_table(
        "Fault in the median entry: smallest caught in 99% of problems; share of 1e-8 caught; false alarms",
        COLUMNS,
        {name: partial(sensitivity, make, seeds) for name, make in CHECKS.items()},
    )
    print_table(
        "Batch norm whose backward drops eps = 1e-5",
        ("caught",),
        {name: partial(dropped_eps, make, seeds) for name, make in CHECKS.items()},
    )
    print(f"\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
