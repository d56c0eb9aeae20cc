"""How much of a function's value is rounding: the difference table of Moré and Wild.

J. J. Moré and S. M. Wild, "Estimating Computational Noise", SIAM J. Sci. Comput. 33 (2011) 1292-1314. High
differences of closely spaced values cancel whatever is smooth; what remains is noise.
"""

import numpy as np

from grader.compare.precision import FloatArray, scaled_bits
from grader.compare.slopes import Functional

POINTS = 9
"""Values in one table; Moré and Wild find 7 to 9 enough."""

DIRECTIONS = 3
"""Tables for one spacing."""

SPACING_BITS = (34, 27, 20)
"""Points of a table are 2**-34 apart in float64: thousands of units in the last place, yet next to nothing
for f. The wider spacings are for a function that moves in larger steps, such as one that computes in float32
or rounds."""

OFFSET_BITS = 7
"""A table starts up to 2**-7 away from x, so that it does not sit on a kink that x was placed on."""

SAFETY = 8.0
"""Noise bound / estimated standard deviation. With it the bound is 2 to 10 times the largest of 40 errors
against an 80-bit evaluation, on 240 problems of four families."""

AGREEMENT = 4.0
"""An order of differences shows noise when it and the next two agree within this factor (Moré and Wild,
section 5)."""


def noise_bound(functional: Functional, seed: int) -> float:
    """A bound on the noise in a value of phi; NaN when f(x) is not finite.

    It is ``SAFETY`` times the largest estimate of ``DIRECTIONS`` difference tables, and at least ``SAFETY``
    u ‖upstream * f(x)‖, the spread when each output is rounded once. Tables that leave f's domain are
    skipped. Costs 28 evaluations in one batch, and as many for each wider spacing that is tried because most
    outputs do not move at all from one point to the next.
    """
    rng = np.random.default_rng(seed)
    estimates: list[float] = []
    for spacing_bits in SPACING_BITS:
        points = _table_points(functional, spacing_bits, rng)
        outputs = functional.outputs(np.concatenate([functional.x.reshape(1, -1), points]))
        with np.errstate(all="ignore"):
            tables = outputs[1:].reshape(DIRECTIONS, POINTS, outputs.shape[1])
            estimates += [_table_noise(functional, table) for table in tables if np.isfinite(table).all()]
            moves = np.diff(tables, axis=1) != 0.0
            terms = functional.weights * outputs[0]
            floor = functional.unit_roundoff * _root_mean_square(terms) * float(np.sqrt(terms.size))
        if 2 * moves.sum() >= moves.size:
            break
    return SAFETY * max([floor, *estimates])


def _table_points(functional: Functional, spacing_bits: int, rng: np.random.Generator) -> FloatArray:
    """(DIRECTIONS * POINTS, entries of x): each table a line in a random diagonal direction near x."""
    spacing = 2.0 ** -scaled_bits(spacing_bits, functional.unit_roundoff)
    offset = 2.0 ** -scaled_bits(OFFSET_BITS, functional.unit_roundoff)
    size = (DIRECTIONS, 1, functional.x.size)
    scale = functional.scale.reshape(-1)
    # Signs times powers of two stay equally spaced after rounding; unequal spacing would look like noise.
    directions = rng.choice([-1.0, 1.0], size) * scale
    starts = functional.x.reshape(-1) + offset * rng.uniform(-1, 1, size) * scale
    points: FloatArray = starts + np.arange(POINTS)[:, None] * spacing * directions
    return points.reshape(DIRECTIONS * POINTS, functional.x.size)


def _table_noise(functional: Functional, outputs: FloatArray) -> float:
    """Standard deviation of the noise in phi, from one table of finite outputs (POINTS, outputs).

    The k-th differences of noise with standard deviation s have mean square s**2 (2k)!/(k!)**2. The lowest
    order counts whose differences change sign and whose estimate the next two orders confirm; when none does,
    the largest estimate of the upper half of the table errs on the safe side.
    """
    levels: list[float] = []
    changes_sign: list[bool] = []
    differences, gamma = outputs, 1.0
    for order in range(1, POINTS):
        differences = np.diff(differences, axis=0)
        gamma *= order / (2 * (2 * order - 1))
        contracted = functional.contract(differences)
        levels.append(float(np.sqrt(gamma) * _root_mean_square(contracted)))
        changes_sign.append(bool(contracted.min() < 0.0 < contracted.max()))
    for order in range(POINTS - 3):
        confirming = levels[order : order + 3]
        if changes_sign[order] and max(confirming) <= AGREEMENT * min(confirming):
            return levels[order]
    return max(levels[POINTS // 2 - 1 :])


def _root_mean_square(values: FloatArray) -> float:
    """Root mean square of any magnitude, whose squares may overflow or vanish; 0 for none."""
    largest = float(np.abs(values).max(initial=0.0))
    return largest * float(np.sqrt(np.mean((values / largest) ** 2))) if largest else 0.0
