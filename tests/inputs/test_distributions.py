"""Each distribution: what it draws, and what its settings refuse."""

import numpy as np
import pytest
from pydantic import ValidationError

from grader.inputs import DISTRIBUTIONS
from grader.model.value import Dense, NetworkInput


def draw(key, /, **settings):
    row = DISTRIBUTIONS[key]
    return row.draw(row.settings.model_validate(settings), np.random.default_rng(1))


def test_normal():
    values = draw("normal", normal=[4000], scale=2.0, shift=5.0)
    assert values.shape == (4000,)
    assert abs(values.mean() - 5) < 0.15
    assert abs(values.std() - 2) < 0.1


def test_uniform():
    values = draw("uniform", uniform=[50, 20], low=-1, high=3)
    assert -1 <= values.min() < -0.9
    assert 2.9 < values.max() < 3


def test_signed():
    values = draw("signed", signed=[50, 20], low=0.5, high=3.0)
    assert 0.5 <= np.abs(values).min() < 0.6
    assert 2.9 < np.abs(values).max() < 3
    assert 0.4 < (values > 0).mean() < 0.6


def test_constant():
    np.testing.assert_array_equal(draw("constant", constant=[2, 2], value=1.5), np.full((2, 2), 1.5))


def test_integers():
    values = draw("integers", integers=[500], low=-1, high=2)
    assert values.dtype == np.int64
    assert set(values.tolist()) == {-1, 0, 1, 2}
    assert draw("integers", integers=[3], high=1, dtype="float32").dtype == np.float32


def test_literal():
    values = draw("literal", literal=[[1, 2.5], [3, 4]], dtype="float32")
    assert values.dtype == np.float32
    assert values.tolist() == [[1, 2.5], [3, 4]]
    assert draw("literal", literal=[]).shape == (0,)
    assert draw("literal", literal="tanh") == "tanh"


def test_choice():
    row = DISTRIBUTIONS["choice"]
    settings = row.settings.model_validate({"choice": ["a", 2, True]})
    rng = np.random.default_rng(1)
    assert {repr(row.draw(settings, rng)) for _ in range(50)} == {"'a'", "2", "True"}


def test_network():
    network = draw("network", network=[4, 7, 3], activation="tanh")
    first, tanh, last, again = network.layers
    assert (tanh, again) == ("tanh", "tanh")
    assert (first.weight.shape, first.bias.shape) == ((7, 4), (7,))
    assert (last.weight.shape, last.bias.shape) == ((3, 7), (3,))
    assert first.weight.dtype == first.bias.dtype == np.float64


def test_a_wide_network_keeps_its_scale():
    dense = draw("network", network=[400, 300], activation="relu", scale=3.0).layers[0]
    assert abs(dense.weight.std() * np.sqrt(400) - 3) < 0.05


def test_network_of_other_forms():
    network = draw(
        "network", network=[2, 3, 1], activation=["relu", "identity"], nested=True, bias=False, dtype="float32"
    )
    assert isinstance(network, NetworkInput)
    (first, relu), (last, identity) = network.layers
    assert (relu, identity) == ("relu", "identity")
    assert isinstance(first, Dense)
    assert first.bias is None
    assert last.weight.dtype == np.float32


@pytest.mark.parametrize(
    ("widths", "activation", "names"),
    [
        ([2, 2], "relu", ["relu"]),
        ([2, 2], ["relu"], ["relu"]),
        ([2, 2, 2], "relu", ["relu", "relu"]),
        ([2, 2, 2], ["relu"], ["relu", "relu"]),
        ([2, 2, 2, 2], ["relu", "tanh", "relu"], ["relu", "tanh", "relu"]),
    ],
)
def test_activations(widths, activation, names):
    layers = draw("network", network=widths, activation=activation).layers
    assert [layer for layer in layers if isinstance(layer, str)] == names
    assert sum(isinstance(layer, Dense) for layer in layers) == len(widths) - 1


def test_profiles():
    norms = draw("profiles", profiles=["sigmoid", "relu"], depth=12, zeros=4)
    assert list(norms) == ["sigmoid", "relu"]
    assert [len(values) for values in norms.values()] == [12, 12]
    assert norms["sigmoid"][:4] == [0.0] * 4
    assert all(type(x) is float and x > 0 for x in norms["relu"] + norms["sigmoid"][4:])
    assert norms["relu"][0] < norms["relu"][-1]


@pytest.mark.parametrize(
    ("key", "settings", "message"),
    [
        ("normal", {"normal": [2], "dtype": "int64"}, "pattern"),
        ("normal", {"normal": [10**4, 10**4]}, "has more than 10000000 entries"),
        ("normal", {"normal": [], "layout": "expanded"}, "is a scalar, which cannot be laid out expanded"),
        ("uniform", {"uniform": [2], "low": 1, "high": 1}, "has low 1, which is not below high 1"),
        ("signed", {"signed": [2], "low": 0, "high": 1}, "greater than 0"),
        ("signed", {"signed": [2], "low": 2, "high": 1}, "has low 2, which is not below high 1"),
        ("constant", {"constant": [2], "value": 0.5, "dtype": "int64"}, "has the value 0.5, which is not an int64"),
        ("integers", {"integers": [2], "low": 3, "high": 2}, "has low 3, which is above high 2"),
        ("integers", {"integers": [2], "high": 2**40}, "less than or equal"),
        ("literal", {"literal": [[1], [1, 2]]}, "rectangular"),
        ("literal", {"literal": [[1], 2]}, "rectangular"),
        ("literal", {"literal": ["a"]}, "must hold finite numbers only, not 'a'"),
        ("literal", {"literal": [True]}, "must hold finite numbers only, not True"),
        ("literal", {"literal": float("inf")}, "must hold finite numbers only, not inf"),
        ("literal", {"literal": 10**400}, "must hold finite numbers only"),
        ("literal", {"literal": None}, "must hold finite numbers only, not None"),
        ("literal", {"literal": [1.5], "dtype": "int64"}, "holds numbers that are not whole"),
        ("literal", {"literal": [[1, 2], [3, 4]], "layout": "expanded"}, "its rows must be equal"),
        ("literal", {"literal": 1, "layout": "strided"}, "is a scalar"),
        ("choice", {"choice": []}, "at least 1"),
        ("choice", {"choice": [[1]]}, "must be a number, text, true or false"),
        ("network", {"network": [3], "activation": "relu"}, "at least 2"),
        ("network", {"network": [3, 0], "activation": "relu"}, "greater than or equal to 1"),
        ("network", {"network": [3, 1], "activation": "gelu"}, "sigmoid"),
        ("network", {"network": [3, 2, 2, 1], "activation": ["relu"] * 2}, "has 3 layers but 2 activations"),
        ("network", {"network": [3, 1], "activation": "relu", "layout": "strided"}, "Extra inputs"),
        ("profiles", {"profiles": ["a"], "depth": 2, "zeros": 3}, "has 3 zeros but 2 layers"),
        ("profiles", {"profiles": ["a", "a"], "depth": 2}, "names a network twice"),
    ],
)
def test_refused(key, settings, message):
    with pytest.raises(ValidationError) as error:
        draw(key, **settings)
    assert message in str(error.value)
