"""Tables and heat maps of got against expected."""

from typing import Any

from grader.model.result import Comparison
from grader.report.arrays import Grid, HeatMap, picture


def compared(got: Any, expected: Any, wrong: tuple[tuple[int, ...], ...] = (), public: bool = True) -> Comparison:
    """A comparison of two arrays."""
    return Comparison("c", public, "", "dx", False, got=got, expected=expected, wrong=wrong)


def test_a_single_number() -> None:
    shown = picture(compared(1.0, 2.0, ((),)))
    assert isinstance(shown, Grid)
    assert shown.columns == ()
    assert [(c.got, c.expected) for c in shown.rows[0][1]] == [("1", "2")]


def test_a_matrix_with_one_wrong_entry() -> None:
    shown = picture(compared([[1.0, 2.0], [3.0, "nan"]], [[1.0, 2.0], [3.0, 4.0]], ((1, 1),)))
    assert isinstance(shown, Grid)
    assert shown.columns == ("0", "1")
    assert [label for label, _ in shown.rows] == ["0", "1"]
    assert [c.wrong for _, cells in shown.rows for c in cells] == [False, False, False, True]
    assert (shown.rows[1][1][1].got, shown.rows[1][1][1].expected) == ("nan", "4")
    assert not shown.all_wrong


def test_three_axes_are_rows_of_the_last() -> None:
    array = [[[1.0, 2.0]], [[3.0, 4.0]]]
    shown = picture(compared(array, array, ((1, 0, 1),)))
    assert isinstance(shown, Grid)
    assert [label for label, _ in shown.rows] == ["0, 0", "1, 0"]
    assert shown.rows[1][1][1].wrong


def test_a_larger_array_is_a_heat_map() -> None:
    expected = [[float(i + j) for j in range(13)] for i in range(3)]
    got = [list(row) for row in expected]
    got[0][1], got[1][2], got[2][3] = 1.5, 3.0001, float("nan")
    shown = picture(compared(got, expected, ((0, 1), (1, 2), (2, 3))))
    assert isinstance(shown, HeatMap)
    assert (shown.width, shown.height, shown.wrong) == (13, 3, 3)
    assert {layer.heat: layer.count for layer in shown.layers} == {
        "excellent": 36, "suspicious": 1, "bug": 1, "not a number": 1,
    }  # fmt: skip
    assert shown.strokes.count("M") == 3


def test_noise_in_a_tiny_entry_is_not_a_bug() -> None:
    expected = [1.0] * 12 + [1e-20]
    shown = picture(compared([1.0] * 12 + [-1e-20], expected))
    assert isinstance(shown, HeatMap)
    assert [layer.heat for layer in shown.layers] == ["excellent"]


def test_nothing_to_show() -> None:
    assert picture(compared(None, None)) is None
    assert picture(compared([1.0, 2.0], [1.0])) is None
    assert picture(compared([[1.0], [2.0, 3.0]], [[1.0], [2.0, 3.0]])) is None
    assert picture(compared([], [])) is None


def test_a_hidden_case_shows_nothing() -> None:
    assert picture(compared([1.0], [2.0], ((0,),), public=False)) is None


def test_an_index_that_does_not_fit_is_left_out() -> None:
    shown = picture(compared([1.0, 2.0], [1.0, 2.0], ((0, 0, 0),)))
    assert isinstance(shown, Grid)
    assert shown.wrong == 0
