"""The distribution of a class's marks: the figures, and the geometry of its drawing."""

import math
from collections.abc import Sequence
from statistics import fmean, quantiles

from grader.report import words
from grader.report.classroom_facts import Bar, Distribution, Mark

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 630, 18, 184
"""The edges of the plotting area inside WIDTH × HEIGHT."""

_BINS = 20


def distribution(scores: Sequence[float], most: float) -> Distribution | None:
    """How ``scores`` out of ``most`` are spread; None where there are none to speak of."""
    if not scores or most <= 0:
        return None
    counts = [0] * _BINS
    for score in scores:
        counts[max(0, min(_BINS - 1, int(_BINS * score / most)))] += 1
    top = _round_up(max(counts))
    width = (RIGHT - LEFT) / _BINS
    bars = tuple(_bar(i, count, top, width, most) for i, count in enumerate(counts) if count)
    low, median, high = quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else [scores[0]] * 3
    full = sum(score >= most for score in scores)
    figures = (
        ("median", words.marks(round(median, 1))),
        ("mean", words.marks(round(fmean(scores), 1))),
        ("middle half", f"{words.marks(round(low, 1))} to {words.marks(round(high, 1))}"),
        ("full marks", f"{full:,}"),
    )
    return Distribution(
        bars=bars,
        x_ticks=tuple(Mark(LEFT + (RIGHT - LEFT) * i / 4, words.marks(round(most * i / 4, 2))) for i in range(5)),
        y_ticks=tuple(Mark(_y(top * i / 2, top), f"{top * i // 2:,}") for i in range(1, 3)),
        median_at=round(LEFT + (RIGHT - LEFT) * max(0.0, min(1.0, median / most)), 1),
        median=words.marks(round(median, 1)),
        description="; ".join(bar.label for bar in bars) + ".",
        figures=figures,
    )


def _bar(index: int, count: int, top: int, width: float, most: float) -> Bar:
    first, last = (words.marks(round(most * i / _BINS, 2)) for i in (index, index + 1))
    y = _y(count, top)
    # The last bar takes in full marks, the others stop short of their upper edge.
    upper = f"to {last}" if index == _BINS - 1 else f"to under {last}"
    students = f"{count:,} student{'' if count == 1 else 's'}"
    return Bar(round(LEFT + index * width + 1, 1), y, round(width - 2, 1), round(BOTTOM - y, 1), f"{first} {upper}: {students}")


def _y(count: float, top: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * count / top, 1)


def _round_up(count: int) -> int:
    """The next even number with one or two digits that count: the top of the axis."""
    step = 2 * int(10 ** max(0, math.floor(math.log10(count)) - 1))
    return math.ceil(count / step) * step
