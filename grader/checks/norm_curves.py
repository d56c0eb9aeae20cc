"""What the run of gradient norms through the depth of networks says of them: order, slope, level, scale and digits."""

from collections.abc import Mapping

import numpy as np

from grader.checks.own_networks import BATCHES
from grader.model.result import Finding
from grader.model.value import Array

UNDERFLOW = 1e-18
"""Norms below this are left out: a norm in float32 squares its entries, and those lose digits below 1e-38."""

VANISHED = 1e-14
"""A norm that should lie below :data:`UNDERFLOW` and is above this has not vanished."""

GRANULAR = 1e-30
"""Norms in float32 below this are multiples of a few numbers, and may well be equal."""

MOST_DIGITS, ENOUGH = 6, 10
"""More than this many norms of no more than so many significant digits are no chance. A float32 needs up to nine."""

SLOPE_SLACK = 0.06
"""How far a slope (decades per layer) may lie from the reference's: four standard deviations over random networks of
20 to 50 layers of width 32 to 64, measured; a tenth of the slope itself is added."""

LEVEL_SLACK = 4.0
"""Decades by which one network's last norm may differ: networks differ, and a batch's size and scale are free."""

COMMON_LOW, COMMON_HIGH = -1.4, 2.2
"""Between these must the last norm of at least one network lie, in decades about the reference's. Measured: batches of 1 to 1024
with targets normal, uniform, one-hot, zero and ten times normal give -0.95 to 1.75; a sum for the mean gives 2.5 and more."""


def rounded(norms: Mapping[str, Array]) -> Finding | None:
    """Whether all norms have so few digits that somebody has taken the others away."""
    values = np.concatenate([found[found > UNDERFLOW] for found in norms.values()])
    if len(values) > ENOUGH and all(float(f"{value:.{MOST_DIGITS}g}") == value for value in values):
        return Finding("rounded", "The norms are rounded to a few digits: return them as they are.")
    return None


def slope(log_norms: Array) -> float:
    """Decades per layer, by least squares over the layers above underflow; log_norms (depth,)."""
    usable = log_norms > np.log10(UNDERFLOW)
    if usable.sum() < 3:
        return float("nan")
    layers = np.arange(1, len(log_norms) + 1)[usable]
    return float(np.polyfit(layers, log_norms[usable], 1)[0])


def _usual_slope(rows: Array) -> float:
    """The slope of the batches that have targets; the others' norms may be too small to have one."""
    return float(np.mean([slope(row) for row in rows[:BATCHES]]))


def wrong_shape(norms: Mapping[str, Array], references: Mapping[str, Array]) -> Finding | None:
    """What in the norms' run through the depth cannot come from such networks; None when it can.

    ``norms`` by activation (depth,); ``references`` by activation log10 of the norms due, a row for each batch of
    ``own_networks.log_norms``.
    """
    if all(values[-1] == 1 or values.max() == 1 for values in norms.values()):
        return Finding(
            "normalised", "The norms are scaled so that one of them is exactly 1: give the norms themselves."
        )
    for name, values in norms.items():
        logs = np.log10(np.maximum(values, 1e-300))
        expected = references[name]
        measurable = (expected > np.log10(UNDERFLOW)).all(axis=0)
        if (values[measurable] == 0).any():
            return Finding(
                "zero_norms", f"The {name} network's norms hold zeros where the gradient is far from vanishing."
            )
        if (values[(expected < np.log10(UNDERFLOW)).all(axis=0)] > VANISHED).any():
            return Finding(
                "wrong_slope", f"The {name} network's norms do not vanish where those of such networks have vanished."
            )
        if _clipped(values, expected):
            return Finding("clipped", f"The {name} network's norms are cut off at {values[values > 0].min():.2g}.")
        if measurable.sum() < 3:
            continue  # Networks started so small have no slope to be measured.
        got, wanted = slope(np.where(measurable, logs, -np.inf)), _usual_slope(expected)
        if not abs(got - wanted) <= SLOPE_SLACK + 0.1 * abs(wanted):
            return _slope_finding(name, got, wanted, norms, references)
        levels = [expected[:BATCHES, -1].mean(), *expected[BATCHES:, -1]]
        if not min(levels) - LEVEL_SLACK <= logs[-1] <= max(levels) + LEVEL_SLACK:
            message = (
                f"The {name} network's norms are off by many powers of ten as a whole: last layer {values[-1]:.2g}."
            )
            return Finding("wrong_level", message)
    return _wrong_scale(norms, references)


def _clipped(values: Array, expected: Array) -> bool:
    """Whether the smallest norm but 0 stands for several layers whose norms are far apart; expected (batches, layers), decades."""
    lowest = values == values.min(initial=np.inf, where=values > GRANULAR)
    return bool(lowest.sum() >= 3 and np.ptp(expected[:, lowest].mean(axis=0)) > 0.5)


def _wrong_scale(norms: Mapping[str, Array], references: Mapping[str, Array]) -> Finding | None:
    """Whether all networks' norms are too large, or all too small, as another loss or another norm makes them."""
    off = [
        float(np.log10(max(values[-1], 1e-300)) - references[name][:BATCHES, -1].mean()) for name, values in norms.items()
    ]
    if max(off) >= COMMON_LOW and min(off) <= COMMON_HIGH:
        return None
    factor = 10 ** float(np.median(off))
    message = (
        f"All networks' norms are about {factor:.1g} times what the mean squared error of such networks gives: "
        "is the loss a mean, and the norm that of the whole matrix?"
    )
    return Finding("wrong_level", message)


def _slope_finding(
    name: str, got: float, wanted: float, norms: Mapping[str, Array], references: Mapping[str, Array]
) -> Finding:
    if not np.isfinite(got):
        return Finding("wrong_slope", f"The {name} network's norms vanish where those of such networks do not.")
    if abs(got + wanted) <= SLOPE_SLACK + 0.1 * abs(wanted) < abs(wanted):
        return Finding("wrong_order", f"The {name} network's norms run the wrong way: the input side is to come first.")
    for other in references:
        there = slope(np.log10(np.maximum(norms[other], 1e-300)))
        other_slope = _usual_slope(references[other])
        if other != name and abs(there - wanted) < SLOPE_SLACK and abs(got - other_slope) < SLOPE_SLACK:
            return Finding("swapped_labels", f"The norms under {name!r} and {other!r} look exchanged.")
    message = (
        f"The {name} network's norms change by a factor of {10**got:.3g} per layer; in networks as your build_network makes "
        f"them it is {10**wanted:.3g}."
    )
    return Finding("wrong_slope", message)
