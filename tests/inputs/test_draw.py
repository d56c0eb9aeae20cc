"""Draws: the same for the same seed, independent of each other, held as asked."""

from dataclasses import replace

import numpy as np
import pytest

from grader.inputs import DISTRIBUTIONS, DRAW_SETTINGS, draw_case
from grader.model.exercise import Case, Draw
from grader.model.value import ArrayInput, Layout, TensorInput

X = Draw("normal", {"normal": [3, 2], "scale": 1.0, "shift": 0.0})


def one(draw, *, case="a case", seed=7, part="main", exercise="ex", name="x"):
    return draw_case(exercise, part, Case(case, True, "", {name: draw}), seed)[name]


def test_the_same_again():
    first, again = one(X), one(X)
    assert isinstance(first, ArrayInput)
    np.testing.assert_array_equal(first.data, again.data)


def test_known_numbers():
    """Another number here means other exercises for every course: never change how streams are seeded."""
    np.testing.assert_array_equal(
        one(X).data,
        [
            [-2.376774165076298, -0.5743711604174272],
            [-1.7204087011162794, -1.939599450090625],
            [-0.9492673675670904, 0.16691330898469997],
        ],
    )


@pytest.mark.parametrize(
    "other", [{"case": "b"}, {"seed": 8}, {"part": "other"}, {"exercise": "other"}, {"name": "y"}]
)
def test_streams_are_independent(other):
    assert not np.any(one(X).data == one(X, **other).data)


def test_names_do_not_run_together():
    assert not np.any(one(X, case="ab", part="c").data == one(X, case="b", part="ca").data)


def test_another_input_changes_nothing():
    alone = draw_case("ex", "main", Case("a", True, "", {"x": X}), 7)
    beside = draw_case("ex", "main", Case("a", True, "", {"w": X, "x": X}), 7)
    np.testing.assert_array_equal(alone["x"].data, beside["x"].data)
    assert list(beside) == ["w", "x"]


def test_tensors():
    value = one(replace(X, framework="torch", requires_grad=True))
    assert isinstance(value, TensorInput)
    assert value.requires_grad
    np.testing.assert_array_equal(value.data, one(X).data)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("framework", [None, "torch"])
def test_layouts(layout, framework):
    value = one(replace(X, layout=layout.value, framework=framework))
    assert value.layout is layout
    assert value.data.flags["C_CONTIGUOUS"]
    assert value.data.flags["OWNDATA"]
    assert value.data.shape == (3, 2)
    rows_equal = bool(np.all(value.data == value.data[:1]))
    assert rows_equal is (layout is Layout.EXPANDED)


def test_an_expanded_array_without_rows():
    draw = Draw("normal", {"normal": [0, 2], "scale": 1.0, "shift": 0.0}, layout="expanded")
    assert one(draw).data.shape == (0, 2)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_dtypes(dtype):
    assert one(replace(X, dtype=dtype)).data.dtype == dtype


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (Draw("normal", {"normal": [], "scale": 1.0, "shift": 0.0}), float),
        (Draw("uniform", {"uniform": [], "low": 0.0, "high": 1.0}, dtype="float32"), float),
        (Draw("integers", {"integers": [], "low": 0, "high": 9}, dtype="int64"), int),
        (Draw("constant", {"constant": [], "value": 2.0}), float),
        (Draw("literal", {"literal": 3}), int),
        (Draw("literal", {"literal": 3.0}), float),
        (Draw("literal", {"literal": True}), bool),
        (Draw("literal", {"literal": "relu"}), str),
        (Draw("choice", {"choice": ["a"]}), str),
    ],
)
def test_scalars_are_plain(draw, kind):
    assert type(one(draw)) is kind


@pytest.mark.parametrize(
    "draw",
    [
        Draw("normal", {"normal": [], "scale": 1.0, "shift": 0.0}, framework="torch", dtype="float32"),
        Draw("literal", {"literal": 3}, framework="torch", dtype="float32"),
    ],
)
def test_scalar_tensors(draw):
    value = one(draw)
    assert isinstance(value, TensorInput)
    assert (value.data.shape, value.data.dtype) == ((), np.float32)


def test_the_tables():
    assert list(DISTRIBUTIONS) == list(DRAW_SETTINGS)
    for key, row in DISTRIBUTIONS.items():
        assert row.settings.key == key
        assert row.settings is DRAW_SETTINGS[key]
        assert key in row.settings.model_fields
    with pytest.raises(TypeError):
        DISTRIBUTIONS["more"] = None
