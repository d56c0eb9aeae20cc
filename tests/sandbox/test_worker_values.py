"""What comes back of what a student's code returns, and what goes in."""

import textwrap

import numpy as np
import pytest

from grader.model.call import Call, Ending, Job, Limits, Name, Run
from grader.model.value import ArrayInput, ArrayValue, Dense, Holder, Layout, NetworkInput, Opaque, TensorInput

Y = (Call("f", (), binds=("y",)),)
LIMITS = Limits(call_seconds=20.0, result_bytes=1 << 20)


def returned(sandbox, source: str, framework: str = "numpy"):
    with sandbox.open(Job("work.py", textwrap.dedent(source).encode(), framework, LIMITS)) as session:
        outcome = session.run([Run("r", {}, Y, frozenset({"y"}))])["r"][0]
    assert outcome.ending is Ending.RETURNED, outcome
    return outcome.values["y"]


PLAIN = {
    "None": None, "True": True, "3": 3, "-2.5": -2.5, "1 + 2j": 1 + 2j, "'text'": "text", "[1, [2.0]]": [1, [2.0]],
    "(1, 2)": (1, 2), "{'a': 1.0}": {"a": 1.0}, "[[1.0], [2.0, 3.0]]": [[1.0], [2.0, 3.0]], "float('inf')": float("inf"),
    "__import__('collections').OrderedDict(a=1)": {"a": 1},
    "__import__('collections').defaultdict(float, a=1.0)": {"a": 1.0},
    "__import__('collections').namedtuple('P', 'a b')(1, 2)": (1, 2),
    "__import__('enum').IntEnum('E', 'A B').B": 2,
}  # fmt: skip


@pytest.mark.parametrize("expression", PLAIN)
def test_plain_values(sandbox, expression):
    found = returned(sandbox, f"def f(): return {expression}")
    assert (type(found), found) == (type(PLAIN[expression]), PLAIN[expression])


ARRAYS = {
    "np.arange(3.0)": ("float64", Holder.NDARRAY, [0, 1, 2]),
    "np.arange(6).reshape(2, 3).T[::-1]": ("int64", Holder.NDARRAY, [[2, 5], [1, 4], [0, 3]]),
    "np.array(2.5)": ("float64", Holder.NDARRAY, 2.5),
    "np.array([True, False])": ("bool", Holder.NDARRAY, [True, False]),
    "np.array([1, 2], dtype='>i4')": ("int32", Holder.NDARRAY, [1, 2]),
    "np.float64(1.5)": ("float64", Holder.NUMPY_SCALAR, 1.5),
    "np.float32(1.5)": ("float32", Holder.NUMPY_SCALAR, 1.5),
    "np.float16(1.5)": ("float16", Holder.NUMPY_SCALAR, 1.5),
    "np.int8(-3)": ("int8", Holder.NUMPY_SCALAR, -3),
    "np.bool_(True)": ("bool", Holder.NUMPY_SCALAR, True),
    "np.matrix([[1.0, 2.0]])": ("float64", Holder.NDARRAY, [[1, 2]]),
    "np.zeros((0, 3))": ("float64", Holder.NDARRAY, []),
    "np.array([1j])": ("complex128", Holder.NDARRAY, [1j]),
    "np.longdouble([0.5])": ("float128", Holder.NDARRAY, [0.5]),
}


@pytest.mark.parametrize("expression", ARRAYS)
def test_arrays(sandbox, expression):
    found = returned(sandbox, f"import numpy as np\ndef f(): return {expression}")
    dtype, holder, numbers = ARRAYS[expression]
    assert isinstance(found, ArrayValue)
    assert found.holder is holder
    assert found.dtype == dtype or dtype == "float128"
    assert found.data.tolist() == numbers
    assert found.data.flags.owndata or found.data.base is not None


OPAQUE = {
    "(i for i in [1])": "never made into a list",
    "{'a': 1.0}.values()": "a view, not a list",
    "{1.0}": "no order",
    "{1: 2.0}": "keys that are not strings",
    "map(abs, [1])": "never made into a list",
    "f": "a function",
    "int": "a class",
    "10 ** 5000": "very large",
    "[1.0] * 10 ** 6": "more than can be sent back",
    "np.array([1, None], dtype=object)": "dtype object, shape (2,)",
    "np.array(['a'])": "strings",
    "np.ma.masked": "masked array with masked entries, shape ()",
    "np.ma.masked_less([1.0, -1.0], 0)": "masked array with masked entries, shape (2,)",
    "np.broadcast_to(1.0, (10 ** 9,))": "too large: shape (1000000000,), 7.45 GB",
    "np.datetime64('2026-01-01')": "not a number",
    "np": "",
    "object()": "",
}


@pytest.mark.parametrize("expression", OPAQUE)
def test_what_is_not_plain_is_described(sandbox, expression):
    found = returned(sandbox, f"import numpy as np\ndef f(): return {expression}")
    assert isinstance(found, Opaque)
    assert OPAQUE[expression] in found.summary


def test_all_that_is_sent_together_is_bounded(sandbox):
    rows = returned(sandbox, "def f(): return [[1.0] * 1000 for _ in range(1000)]")
    assert rows[0] == [1.0] * 1000
    assert rows[-1] == Opaque("list", "1000 values, more than can be sent back")
    texts = returned(sandbox, "def f(): return ['x' * 10_000] * 1000")
    assert (len(texts[0]), texts[-1]) == (10_000, Opaque("str", "more text than can be sent back"))
    assert isinstance(returned(sandbox, "def f(): return [10 ** 390] * 50_000")[-1], Opaque)
    arrays = returned(sandbox, "import numpy as np\ndef f(): return [np.ones(100_000)] * 5")
    assert [type(array) for array in arrays] == [ArrayValue, Opaque, Opaque, Opaque, Opaque]


def test_keys_that_look_the_same_are_not_sent(sandbox):
    found = returned(sandbox, "def f(): return {'a\\x01': 1.0, 'a\\x02': 2.0}")
    assert found == Opaque("dict", "with keys that cannot be shown")


def test_nesting_is_bounded(sandbox):
    found = returned(sandbox, "def f():\n x = []\n x.append(x)\n return x")
    while isinstance(found, list):
        (found,) = found
    assert found == Opaque("list", "nested too deeply")


EVIL = """
    import numpy as np
    class Evil:
        def __getattribute__(self, name): raise SystemExit
        def __eq__(self, other): return True
        __class__ = property(lambda self: float)
    class F(float):
        def __float__(self): raise SystemExit
        def hex(self): return 'evil'
        def __pos__(self): raise SystemExit
    class D(dict):
        def items(self): raise SystemExit
        def __iter__(self): raise SystemExit
        def __len__(self): return 0
    class L(list):
        def __iter__(self): raise SystemExit
        def __len__(self): return 10 ** 9
    class S(str):
        def __str__(self): raise SystemExit
        def translate(self, table): return 'evil'
    class A(np.ndarray):
        def __array_finalize__(self, other): pass
        def tobytes(self, order=None): raise SystemExit
        def __array__(self, dtype=None, copy=None): raise SystemExit
        dtype = property(lambda self: np.dtype('f4'))
        shape = property(lambda self: (7,))
    class G(np.float64):
        def tobytes(self): raise SystemExit
        dtype = property(lambda self: np.dtype('f4'))
    def f():
        return [F(2.5), D(a=1.0), L([1]), S('text'), np.ones(2).view(A), G(0.5), Evil()]
"""


def test_subclasses_never_run_their_own_methods(sandbox):
    number, mapping, items, text, array, scalar, evil = returned(sandbox, EVIL)
    assert (number, mapping, items, text) == (2.5, {"a": 1.0}, [1], "text")
    assert array.data.tolist() == [1.0, 1.0]
    assert scalar.data.tolist() == 0.5
    assert evil == Opaque("Evil", "")


TENSORS = {
    "torch.arange(2.0)": ("float32", [0, 1], False),
    "torch.ones(2, requires_grad=True)": ("float32", [1, 1], True),
    "torch.ones(2, requires_grad=True) * 2": ("float32", [2, 2], True),
    "torch.nn.Parameter(torch.zeros(1))": ("float32", [0], True),
    "torch.tensor(3)": ("int64", 3, False),
    "torch.ones(2, dtype=torch.bfloat16)": ("bfloat16", [1, 1], False),
    "torch.arange(6).reshape(2, 3).T": ("int64", [[0, 3], [1, 4], [2, 5]], False),
    "torch.tensor([1 + 2j]).conj()": ("complex64", [1 - 2j], False),
}


@pytest.mark.parametrize("expression", TENSORS)
def test_tensors(sandbox, expression):
    found = returned(sandbox, f"import torch\ndef f(): return {expression}", "torch")
    assert (found.dtype, found.data.tolist(), found.requires_grad) == TENSORS[expression]
    assert found.holder is Holder.TENSOR


OPAQUE_TENSORS = {
    "torch.ones(2, 2).to_sparse()": "sparse",
    "torch.ones(2, device='meta')": "meta",
    "torch.quantize_per_tensor(torch.ones(2), 1.0, 0, torch.qint8)": "qint8",
    "torch.ones(1).expand(10 ** 9)": "too large",
    "torch.nn.Linear(1, 1)": "a torch module",
}


@pytest.mark.parametrize("expression", OPAQUE_TENSORS)
def test_unusual_tensors_are_described(sandbox, expression):
    found = returned(sandbox, f"import torch\ndef f(): return {expression}", "torch")
    assert isinstance(found, Opaque)
    assert OPAQUE_TENSORS[expression] in found.summary


def test_a_tensor_subclass_never_runs_its_own_methods(sandbox):
    body = """
        import torch
        class T(torch.Tensor):
            @classmethod
            def __torch_function__(cls, func, types, args=(), kwargs=None): raise SystemExit
            def tolist(self): raise SystemExit
        def f(): return torch.ones(2).as_subclass(T)
    """
    assert returned(sandbox, body, "torch").data.tolist() == [1.0, 1.0]


SHOW = "def f(x): return [list(x.shape), list(x.strides), x.flags.writeable, x]"


@pytest.mark.parametrize("layout", Layout)
def test_array_inputs_in_every_layout(sandbox, layout):
    data = np.full((2, 3), 1.5) if layout is Layout.EXPANDED else np.arange(6.0).reshape(2, 3)
    run = Run("r", {"x": ArrayInput(data, layout)}, (Call("f", (Name("x"),), binds=("y",)),), frozenset({"y"}))
    with sandbox.open(Job("work.py", SHOW.encode(), "numpy")) as session:
        shape, strides, _, back = session.run([run])["r"][0].values["y"]
    assert shape == [2, 3]
    assert np.array_equal(back.data, data)
    assert strides == {"contiguous": [24, 8], "transposed": [8, 16], "strided": [48, 16], "expanded": [0, 0]}[layout]


@pytest.mark.parametrize("layout", Layout)
def test_tensor_inputs_in_every_layout(sandbox, layout):
    data = np.full((2, 3), 1.5, "f4") if layout is Layout.EXPANDED else np.arange(6.0, dtype="f4").reshape(2, 3)
    body = b"def f(x): return [list(x.shape), list(x.stride()), x.is_leaf, x.requires_grad, x]"
    inputs = {"x": TensorInput(data, layout, requires_grad=True)}
    run = Run("r", inputs, (Call("f", (Name("x"),), binds=("y",)),), frozenset({"y"}))
    with sandbox.open(Job("work.py", body, "torch")) as session:
        shape, strides, leaf, grad, back = session.run([run])["r"][0].values["y"]
    assert (shape, leaf, grad) == ([2, 3], True, True)
    assert np.array_equal(back.data, data)
    assert strides == {"contiguous": [3, 1], "transposed": [1, 2], "strided": [6, 2], "expanded": [0, 0]}[layout]


def test_networks_are_built_as_given(sandbox):
    weight, bias = np.arange(6.0).reshape(2, 3), np.array([1.0, -1.0])
    network = NetworkInput((Dense(weight, bias), "relu", (Dense(np.ones((1, 2)), None), "sigmoid")))
    calls = (Call("f", (Name("net"), Name("x")), binds=("y",)),)
    inputs = {"net": network, "x": TensorInput(np.ones((1, 3)))}
    body = b"def f(net, x): return [str(type(net).__name__), len(net), net(x)]"
    with sandbox.open(Job("work.py", body, "torch")) as session:
        name, size, out = session.run([Run("r", inputs, calls, frozenset({"y"}))])["r"][0].values["y"]
    expected = 1 / (1 + np.exp(-np.maximum(weight @ np.ones(3) + bias, 0).sum()))
    assert (name, size) == ("Sequential", 3)
    assert out.data == pytest.approx(expected)


def test_inputs_are_fresh_for_every_run(sandbox):
    calls = (Call("f", (Name("x"), Name("y")), binds=("z",)),)
    inputs = {"x": ArrayInput(np.zeros(2)), "y": [1.0, {"a": [2.0]}]}
    runs = [Run(name, inputs, calls, frozenset({"z"})) for name in "ab"]
    body = b"def f(x, y):\n    x += 1\n    y[1]['a'].append(3.0)\n    return [x.copy(), y]"
    with sandbox.open(Job("work.py", body, "numpy")) as session:
        found = session.run(runs)
    for name in "ab":
        array, items = found[name][0].values["z"]
        assert array.data.tolist() == [1.0, 1.0]
        assert items == [1.0, {"a": [2.0, 3.0]}]
        assert found[name][0].mutated == ("x", "y")
