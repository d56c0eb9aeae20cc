"""What counts as the numbers that were due, and the sentence when it does not."""

import numpy as np
import pytest

from grader.checks.numbers import Due, Numbers, numbers
from grader.model.result import Finding
from grader.model.value import ArrayValue, Holder, Opaque


def array(data, holder=Holder.NDARRAY):
    data = np.asarray(data)
    return ArrayValue(data, holder, str(data.dtype))


ROW = np.array([1.0, 2.0, 3.0])

ACCEPTED = {
    "the array": (array(ROW), (3,), 0),
    "a float": (0.5, (), 0),
    "an int for a float": (2, (), 0),
    "a numpy scalar for a float": (array(0.5, Holder.NUMPY_SCALAR), (), 0),
    "a 0-d array for a float": (array(0.5), (), 0),
    "a 0-d tensor for a float": (array(0.5, Holder.TENSOR), (), 1),
    "(1,) for a float": (array([0.5]), (), 1),
    "(1, D) for (D,)": (array(ROW[None]), (3,), 1),
    "a list": ([1.0, 2.0, 3.0], (3,), 1),
    "nested lists": ([[1.0, 2.0], [3.0, 4.0]], (2, 2), 1),
    "a list of 0-d arrays": ([array(1.0), array(2.0)], (2,), 1),
    "a tensor": (array(ROW, Holder.TENSOR), (3,), 1),
    "integers": (array([1, 2, 3]), (3,), 0),
}

REFUSED = {
    "None": (None, (3,), "wrong_type", "None"),
    "a string": ("0.5", (), "wrong_type", "a string"),
    "complex": (array(ROW + 1j), (3,), "wrong_type", "complex"),
    "a generator": (Opaque("generator", ""), (3,), "wrong_type", "generator"),
    "a dict": ({"a": 1.0}, (3,), "wrong_type", "dict"),
    "a ragged list": ([[1.0], [1.0, 2.0]], (2, 2), "wrong_type", "ragged"),
    "a list with a hole": ([1.0, None, 2.0], (3,), "wrong_type", "None"),
    "an empty list": ([], (3,), "wrong_type", "empty"),
    "transposed": (array(np.ones((2, 3))), (3, 2), "wrong_shape", "transposed"),
    "not summed": (array(np.ones((4, 3))), (3,), "wrong_shape", "summed over the batch"),
    "a column for a row": (array(np.ones((3, 1))), (3,), "wrong_shape", "(3, 1)"),
    "a scalar for an array": (0.5, (3,), "wrong_shape", "single number"),
    "flattened": (array(np.ones(6)), (3, 2), "wrong_shape", "(6,)"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name):
    value, shape, remarks = ACCEPTED[name]
    came = numbers(value, shape, "dx")
    assert isinstance(came, Numbers)
    assert came.data.shape == shape
    assert came.data.dtype == np.float64
    assert len(came.remarks) == remarks


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    value, shape, code, says = REFUSED[name]
    came = numbers(value, shape, "dx")
    assert isinstance(came, Finding)
    assert came.code == code
    assert says in came.message


def test_a_list_of_floats_may_be_an_array_or_a_tensor_without_remark():
    for value in ([1.0, 2.0, 3.0], (1.0, 2.0, 3.0), array(ROW), array(ROW, Holder.TENSOR)):
        came = numbers(value, (3,), "norms", Due.LIST)
        assert isinstance(came, Numbers)
        assert not came.remarks


def test_a_numpy_array_where_a_tensor_is_due_is_remarked():
    came = numbers(array(ROW), (3,), "out", Due.TENSOR)
    assert isinstance(came, Numbers)
    assert came.remarks[0].code == "harmless_type"
