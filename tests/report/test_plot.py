"""The geometry of a plot."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from grader.model.result import Curve, Plot
from grader.report.plot import BOTTOM, TOP, plot_view
from tests.report.samples import flow_plot


def plot(*curves: Curve) -> Plot:
    """A plot of ``curves``."""
    return Plot("Norms", "layer", "norm", curves)


def test_the_student_lies_over_the_reference() -> None:
    shown = plot_view(flow_plot())
    assert [line.student for line in shown.lines] == [False] * 3 + [True] * 3
    assert {line.label: line.colour for line in shown.lines} == {"sigmoid": 0, "relu": 1, "tanh": 2}


def test_labels_do_not_overlap() -> None:
    places = sorted(line.label_y for line in plot_view(flow_plot()).lines if line.student)
    assert all(b - a >= 17.9 for a, b in pairwise(places))


def test_zeros_have_a_lane_of_their_own() -> None:
    shown = plot_view(plot(Curve("a", (0.0, 1e-3, 1.0), "student")))
    assert shown.zero is not None
    assert shown.zero.label == "0"
    assert shown.zero.at > max(tick.at for tick in shown.y_ticks)
    assert "with 1 exactly 0" in shown.description
    assert plot_view(plot(Curve("a", (1e-3, 1.0), "student"))).zero is None


def test_negative_and_endless_values() -> None:
    shown = plot_view(plot(Curve("a", (-1.0, math.nan, 1.0, math.inf, 2.0), "student")))
    assert shown.zero is not None
    assert shown.zero.label == "0 or less"
    assert shown.endless is not None
    assert shown.lines[0].crosses.count("M") == 2
    assert shown.lines[0].path.count("M") == 3


def test_ticks_are_few_and_whole_decades() -> None:
    shown = plot_view(flow_plot())
    assert 3 <= len(shown.y_ticks) <= 8
    assert all(int(tick.label) % 10 == 0 for tick in shown.y_ticks)
    assert [tick.label for tick in shown.x_ticks][:3] == ["1", "5", "10"]
    assert shown.x_ticks[-1].label == "50"


def test_the_numbers_themselves() -> None:
    shown = plot_view(plot(Curve("a", (1.0, 0.5), "reference"), Curve("a", (1.0,), "student")))
    assert shown.header == ("layer", "a, yours", "a, reference")
    assert shown.rows == (("1", "1", "1"), ("2", "", "0.5"))


def test_no_curves_at_all() -> None:
    assert plot_view(plot()).lines == ()
    assert plot_view(plot(Curve("a", (), "student"))).rows == ()


@given(st.lists(st.lists(st.floats(), max_size=30), max_size=4))
def test_everything_stays_inside(values: list[list[float]]) -> None:
    shown = plot_view(plot(*(Curve(str(i), tuple(each), "student") for i, each in enumerate(values))))
    for line in shown.lines:
        for point in line.path.replace("M", " M").replace("L", " L").split("M")[1:]:
            heights = [float(each.split()[1]) for each in point.split("L")]
            assert all(TOP - 0.1 <= height <= BOTTOM + 0.1 for height in heights)
