"""A kit's spec gives just the inputs that were drawn, whatever was drawn and however it lies in memory."""

import numpy as np
import pytest

from grader.inputs import DRAW_SETTINGS, draw_case
from grader.kit.literal import literal_draw, same_input
from grader.kit.yaml_text import yaml_text
from grader.model.exercise import Case
from grader.model.value import ArrayInput, Dense, Layout, NetworkInput, TensorInput
from grader.spec.document import Document
from grader.spec.draws import read_draw
from grader.spec.sizes import Sizes

DRAWS = [
    "{normal: [3, 2]}",
    "{normal: [3, 2], dtype: float32, layout: transposed}",
    "{normal: [4, 2], layout: expanded}",
    "{normal: []}",
    "{uniform: [], low: 0, high: 1, dtype: float32}",
    "{normal: [0, 3]}",
    "{normal: [3, 0, 2]}",
    "{normal: [0]}",
    "{integers: [5], low: 0, high: 9}",
    "{integers: [], low: 0, high: 9}",
    "{constant: [2, 2], value: -0.0}",
    "{choice: [sigmoid, tanh]}",
    "{network: [4, 3, 2], activation: tanh}",
    "{network: [4, 3, 2], activation: [relu, identity], nested: true, bias: false, dtype: float32}",
    "{profiles: [sigmoid, relu], depth: 5, zeros: 2}",
    "{layers: [{weight: [[1, 2]], bias: [3]}, tanh]}",
    "1.0e-5",
    "7",
    "true",
    "relu",
    "[1, 2.5]",
]


def read(text, tmp_path, *, tensors):
    path = tmp_path / "draw.yaml"
    path.write_text(text)
    document = Document(path)
    draw = read_draw(document, ("x",), DRAW_SETTINGS, Sizes("a", {}), tensors=tensors)
    assert draw is not None, document.problems
    return draw


def drawn(draw, seed):
    return draw_case("ex", "main", Case("a", True, "", {"x": draw}), seed)["x"]


@pytest.mark.parametrize("tensors", [False, True])
@pytest.mark.parametrize("text", DRAWS)
def test_the_same_input(text, tensors, tmp_path):
    draw = read(f"x: {text}", tmp_path, tensors=tensors)
    value = drawn(draw, seed=12)
    written = read(yaml_text({"x": literal_draw(value, draw)}), tmp_path, tensors=tensors)
    assert same_input(value, drawn(written, seed=0))


def test_a_tensor_that_needs_a_gradient(tmp_path):
    draw = read("x: {normal: [], requires_grad: true}", tmp_path, tensors=True)
    written = read(yaml_text({"x": literal_draw(drawn(draw, 1), draw)}), tmp_path, tensors=True)
    assert drawn(written, 0).requires_grad


def test_same_input_sees_every_difference():
    array = ArrayInput(np.array([0.0, 1.0]))
    network = NetworkInput((Dense(np.eye(2), None), "tanh"))
    different = [
        (array, ArrayInput(np.array([-0.0, 1.0]))),
        (array, ArrayInput(np.array([0.0, 1.0]), Layout.STRIDED)),
        (array, ArrayInput(np.array([0.0, 1.0], dtype=np.float32))),
        (array, TensorInput(np.array([0.0, 1.0]))),
        (TensorInput(array.data), TensorInput(array.data, requires_grad=True)),
        (network, NetworkInput((Dense(np.eye(2), np.zeros(2)), "tanh"))),
        (network, NetworkInput((Dense(np.eye(2), None), "relu"))),
        (network, NetworkInput(((Dense(np.eye(2), None), "tanh"),))),
        (1, 1.0),
        (1, True),
    ]
    assert not any(same_input(one, other) for one, other in different)
