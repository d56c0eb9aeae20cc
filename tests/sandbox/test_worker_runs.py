"""Programs: several calls, results that stay in the worker, and what is observed beside the values."""

import textwrap

import numpy as np
import pytest

from grader.model.call import DESCRIBE, VJP, Call, Ending, Job, Limits, Name, Run
from grader.model.value import ArrayInput, ArrayValue, Described, TensorInput

LIMITS = Limits(call_seconds=30.0, import_seconds=60.0)


def n(*names: str) -> tuple[Name, ...]:
    return tuple(map(Name, names))


def run(sandbox, source: str, calls, inputs=None, send=(), framework="numpy", **options):
    """The outcomes of one run."""
    job = Job("work.py", textwrap.dedent(source).encode(), framework, LIMITS, stub=options.pop("stub", ()))
    with sandbox.open(job) as session:
        return session.run([Run("r", inputs or {}, tuple(calls), frozenset(send), **options)])["r"]


PAIR = Call("forward", n("x"), binds=("out", "cache"), unpack=True)
BACK = Call("backward", n("dout", "cache"), binds=("dx",))


def test_an_opaque_cache_is_handed_on(sandbox):
    body = """
        class Cache: pass
        def forward(x):
            cache = Cache(); cache.f = lambda d: d * x
            return x + 1, cache
        def backward(dout, cache): return cache.f(dout)
    """
    first, second = run(sandbox, body, [PAIR, BACK], {"x": 3.0, "dout": 2.0}, ["out", "dx"])
    assert first.values == {"out": 4.0}
    assert second.values == {"dx": 6.0}


def test_constants_keywords_and_attributes(sandbox):
    calls = [
        Call("f", (1.0, [2.0]), (("k", Name("x")),), ("a",)),
        Call("N.value", None, binds=("b",)),
        Call("N.twice", (Name("b"),), binds=("c",)),
    ]
    body = """
        def f(a, b, k): return [a, b, k]
        class N:
            value = 7
            @staticmethod
            def twice(x): return 2 * x
    """
    found = run(sandbox, body, calls, {"x": "k"}, ["a", "b", "c"])
    assert [dict(outcome.values) for outcome in found] == [{"a": [1.0, [2.0], "k"]}, {"b": 7}, {"c": 14}]


@pytest.mark.parametrize(
    ("result", "message"),
    [
        ("None", "returned None where 2 values (out, cache) are due"),
        ("(1, 2, 3)", "a tuple of 3"),
        ("{'a': 1}", "a dict"),
        ("1.0", "a float"),
    ],
)
def test_another_number_of_values(sandbox, result, message):
    first, second = run(sandbox, f"def forward(x): return {result}", [PAIR, BACK], {"x": 1.0, "dout": 1.0})
    assert first.ending is Ending.WRONG_COUNT
    assert message in first.message
    assert second.ending is Ending.NOT_RUN


def test_calls_after_a_failure_are_not_run(sandbox):
    first, second = run(sandbox, "def forward(x): raise ValueError", [PAIR, BACK], {"x": 1.0, "dout": 1.0})
    assert (first.ending, second.ending) == (Ending.RAISED, Ending.NOT_RUN)
    assert second.message == "an earlier call failed"


def test_a_missing_method(sandbox):
    (found,) = run(sandbox, "class N: pass", [Call("N.apply", ())])
    assert (found.ending, found.message) == (Ending.MISSING, "N has no apply")


# -- changed inputs --------------------------------------------------------------------------------------------------

CHANGES = {
    "in place": ("x += 1", ("x",)),
    "one entry": ("x[0] = 9", ("x",)),
    "through a view": ("x.reshape(-1)[0] = 9", ("x",)),
    "same numbers": ("x[0] = x[0]", ()),
    "a copy": ("x = x + 1", ()),
    "a list": ("y.append(1)", ("y",)),
    "a dict": ("z['a'] = 2.0", ("z",)),
    "nan stays nan": ("x[1] = float('nan')", ()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_inputs_are_named(sandbox, name):
    statement, expected = CHANGES[name]
    inputs = {"x": ArrayInput(np.array([1.0, np.nan])), "y": [1.0], "z": {"a": 1.0}}
    (found,) = run(sandbox, f"def f(x, y, z):\n    {statement}", [Call("f", n("x", "y", "z"))], inputs)
    assert found.mutated == expected


def test_inputs_of_earlier_calls_and_earlier_results_are_watched(sandbox):
    body = """
        def forward(x): return x * 2, [x, x * 3]
        def backward(dout, cache, out):
            cache[0] += 1; cache[1] += 1; dout += 1; out += 1
    """
    calls = [PAIR, Call("backward", n("dout", "cache", "out"))]
    inputs = {"x": ArrayInput(np.ones(2)), "dout": ArrayInput(np.ones(2))}
    assert run(sandbox, body, calls, inputs, ["out"])[1].mutated == ("x", "dout", "out")


def test_a_changed_upstream_tensor_is_seen(sandbox):
    body = """
        import torch
        class F(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x): return x * 2
            @staticmethod
            def backward(ctx, g): return g.mul_(2)
    """
    calls = [Call("F.apply", n("x"), binds=("out",)), Call(VJP, n("out", "x", "g"), binds=("dx",))]
    inputs = {"x": TensorInput(np.ones(2), requires_grad=True), "g": TensorInput(np.ones(2))}
    found = run(sandbox, body, calls, inputs, ["dx"], "torch")[1]
    assert found.mutated == ("g",)
    assert found.values["dx"].data.tolist() == [2.0, 2.0]


# -- vjp -------------------------------------------------------------------------------------------------------------

PRODUCT = [Call("f", n("a", "b"), binds=("out",)), Call(VJP, n("out", "x", "g"), binds=("d",))]
XY = {
    "a": TensorInput(np.array([2.0, 3.0]), requires_grad=True),
    "b": TensorInput(np.array([5.0, 7.0]), requires_grad=True),
    "g": TensorInput(np.array([1.0, 10.0])),
}


def test_vjp_of_several_inputs_and_twice(sandbox):
    calls = [
        Call("f", n("a", "b"), binds=("out",)),
        Call("pair", n("a", "b"), binds=("ab",)),
        *[Call(VJP, n("out", "ab", "g"), binds=("d",))] * 2,
    ]
    found = run(sandbox, "def f(a, b): return a * a\ndef pair(a, b): return (a, b)", calls, XY, ["d"], "torch")
    for outcome in found[2:]:
        da, db = outcome.values["d"]
        assert (da.data.tolist(), db) == ([4.0, 60.0], None)


@pytest.mark.parametrize(
    ("result", "message"),
    [
        ("(a * b).detach()", "does not require grad"),
        ("1.0", "not a tensor (it is of type float)"),
        ("(a * b)[:1]", "hape"),
    ],
)
def test_vjp_that_cannot_be(sandbox, result, message):
    calls = [Call("f", n("a", "b"), binds=("out",)), Call(VJP, n("out", "a", "g"), binds=("d",))]
    found = run(sandbox, f"def f(a, b): return {result}", calls, XY, ["d"], "torch")[1]
    assert found.ending is Ending.RAISED
    assert message in found.message


def test_an_error_in_the_students_backward_shows_its_line(sandbox):
    body = """
        import torch
        class F(torch.autograd.Function):
            @staticmethod
            def forward(ctx, a, b): return a * b
            @staticmethod
            def backward(ctx, g):
                return helper(g)
        def helper(g):
            return g / undefined
        f = F.apply
    """
    calls = [Call("f", n("a", "b"), binds=("out",)), Call(VJP, n("out", "a", "g"), binds=("d",))]
    found = run(sandbox, body, calls, XY, ["d"], "torch")[1]
    assert (found.kind, [(frame.line, frame.function) for frame in found.frames]) == (
        "NameError",
        [(8, "F.backward"), (10, "helper")],
    )


# -- evidence --------------------------------------------------------------------------------------------------------

SINGLE = {
    "array": "np.ones(1, 'f4')",
    "in a tuple": "(1.0, [np.ones(1, 'f4')])",
    "in an object": "C(np.ones(1, 'f4'))",
    "in a closure": "(lambda a: lambda: a)(np.ones(1, 'f4'))",
    "scalar": "np.float32(1)",
}
DOUBLE = {"array": "np.ones(1)", "float": "1.0", "module": "np", "function": "C", "object": "C(np.ones(1))"}


@pytest.mark.parametrize("name", SINGLE)
def test_single_precision_is_seen(sandbox, name):
    body = f"import numpy as np\nclass C:\n    def __init__(self, a): self.a = a\ndef f(): return {SINGLE[name]}"
    assert run(sandbox, body, [Call("f", ())])[0].float32


@pytest.mark.parametrize("name", DOUBLE)
def test_double_precision_is_not_taken_for_single(sandbox, name):
    body = f"import numpy as np\nF32 = np.ones(1, 'f4')\nclass C:\n    def __init__(self, a): self.a = a\ndef f(): return {DOUBLE[name]}"
    assert not run(sandbox, body, [Call("f", ())])[0].float32


def test_which_of_the_stub_ran(sandbox):
    body = """
        import functools, torch
        def timed(f):
            @functools.wraps(f)
            def inner(*args): return f(*args)
            return inner
        class F(torch.autograd.Function):
            @staticmethod
            def forward(ctx, a, b): return a * b
            @staticmethod
            def backward(ctx, g): return g, g
        @timed
        def f(a, b): return F.apply(a, b)
    """
    calls = [Call("f", n("a", "b"), binds=("out",)), Call(VJP, n("out", "a", "g"), binds=("d",))]
    stub = ("f", "F.forward", "F.backward", "absent", "absent.method")
    first, second = run(sandbox, body, calls, XY, ["d"], "torch", stub=stub)
    assert first.executed == ("F.forward", "f")
    assert second.executed == ("F.backward",)


# -- trace -----------------------------------------------------------------------------------------------------------


def test_a_trace_tells_what_each_line_changed(sandbox):
    body = """\
        import numpy as np
        def f(x):
            out = np.zeros(2)
            for i in range(2):
                out[i] = helper(x[i])
            return out
        def helper(v):
            w = 2 * v
            return w
    """
    (found,) = run(sandbox, body, [Call("f", n("x"))], {"x": ArrayInput(np.array([1.0, 5.0]))}, trace=True)
    told = []
    for step in found.trace:
        shown = {k: v.data.tolist() if isinstance(v, ArrayValue) else v for k, v in step.changed.items()}
        told.append((step.line, step.function, shown))
    assert told == [
        (2, "f", {"x": [1.0, 5.0]}),
        (3, "f", {"out": [0.0, 0.0]}),
        (4, "f", {"i": 0}),
        (7, "helper", {"v": 1.0}),
        (8, "helper", {"w": 2.0}),
        (5, "f", {"out": [2.0, 0.0]}),
        (4, "f", {"i": 1}),
        (7, "helper", {"v": 5.0}),
        (8, "helper", {"w": 10.0}),
        (5, "f", {"out": [2.0, 10.0]}),
    ]


def test_a_trace_looks_into_the_students_objects_and_is_bounded(sandbox):
    body = """
        class C: pass
        def f():
            c = C()
            c.total = 0.0
            for i in range(100_000): c.total += i
            return c.total
    """
    (found,) = run(sandbox, body, [Call("f", (), binds=("y",))], send=["y"], trace=True)
    assert found.values == {"y": 4999950000.0}
    assert len(found.trace) == 5000
    assert any("c.total" in step.changed for step in found.trace)


# -- descriptions ----------------------------------------------------------------------------------------------------


def described(sandbox, body: str, framework="torch"):
    calls = [Call("f", (), binds=("thing",)), Call(DESCRIBE, n("thing"), binds=("facts",))]
    found = run(sandbox, body, calls, send=["facts"], framework=framework)[1]
    assert found.ending is Ending.RETURNED, found
    return found.values["facts"]


def test_a_network_is_described_layer_by_layer(sandbox):
    body = """
        import torch
        from torch import nn
        class Twice(nn.Module):
            def forward(self, x): return 2 * x
        act = nn.Tanh()
        def f():
            return nn.Sequential(nn.Linear(3, 2, dtype=torch.float64), act, nn.Sequential(nn.Linear(2, 2, bias=False, dtype=torch.float64), act), nn.LeakyReLU(0.3), Twice())
    """
    facts = described(sandbox, body)
    assert isinstance(facts, Described)
    assert (facts.kind, facts.facts["type"], facts.facts["is_sequential"]) == ("module", "Sequential", True)
    layers = facts.facts["layers"]
    assert [layer["type"] for layer in layers] == ["Linear", "Tanh", "Linear", "Tanh", "LeakyReLU", "Twice"]
    assert (layers[0]["in_features"], layers[0]["out_features"], layers[0]["has_bias"], layers[2]["bias"]) == (
        3,
        2,
        True,
        None,
    )
    assert layers[0]["weight"].data.shape == (2, 3)
    assert layers[0]["weight"].dtype == "float64"
    assert layers[4]["negative_slope"] == 0.3
    assert layers[5]["probed"].data.tolist() == [-60.0, -14.0, -4.0, -1.0, -0.002, 0.0, 0.002, 1.0, 4.0, 14.0, 60.0]
    assert (layers[0]["first_use"], layers[2]["first_use"]) == (0, 2)
    assert facts.facts["ran"].data.shape == (2, 2)


def test_what_is_used_twice_is_described_as_such(sandbox):
    body = """
        from torch import nn
        def f():
            one, other = nn.Linear(2, 2), nn.Linear(2, 2)
            tied = nn.Linear(2, 2)
            tied.weight = other.weight
            return nn.Sequential(one, other, one, tied)
    """
    layers = described(sandbox, body).facts["layers"]
    assert [layer["first_use"] for layer in layers] == [0, 1, 0, 1]


def test_a_figure_is_described_by_what_is_drawn(sandbox):
    body = """
        import matplotlib.pyplot as plt
        def f():
            fig, (a, b) = plt.subplots(1, 2)
            a.semilogy([1, 2], [1.0, 10.0], 'r--o', label='sigmoid')
            a.set(xlabel='layer', ylabel='norm', title='left')
            a.legend()
            a.annotate('here', (1.5, 2.0))
            b.plot([0, 1], [3, 4], label='not shown', visible=False)
            b.bar([1, 2], [1, 2])
            b.twinx()
            fig.suptitle('all')
            return fig
    """
    facts = described(sandbox, body).facts
    left, right, twin = facts["axes"]
    assert facts["suptitle"] == "all"
    assert (left["xscale"], left["yscale"], left["xlabel"], left["ylabel"], left["title"]) == (
        "linear",
        "log",
        "layer",
        "norm",
        "left",
    )
    (line,) = left["lines"]
    assert (line["label"], line["visible"], line["color"]) == ("sigmoid", True, "r")
    assert line["y"].data.tolist() == [1.0, 10.0]
    assert left["legend"] == [{"text": "sigmoid", "style": line["style"]}]
    place = {"x": 1.5, "y": 2.0, "beside": [1.5, 2.0]}
    assert left["texts"] == [{"text": "here", **place, "upright": False, "outside": False}]
    assert (right["legend"], right["others"], right["lines"][0]["visible"]) == (None, 2, False)
    assert twin["twin_of"] == 1


def test_a_class_is_described_by_its_ancestors(sandbox):
    body = """
        import torch
        class F(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x): return x
            def other(self): pass
        def f(): return F
    """
    facts = described(sandbox, body).facts
    assert facts["names"][:2] == ["work.F", "torch.autograd.function.Function"]
    assert "forward" in facts["static_methods"]
    assert "other" not in facts["static_methods"]


def test_what_needs_no_description_comes_as_it_is(sandbox):
    assert described(sandbox, "def f(): return 1.5", "numpy") == 1.5


@pytest.mark.parametrize("backend", ["TkAgg", "QtAgg", "MacOSX"])
def test_a_window_system_is_asked_for_in_vain(sandbox, backend):
    body = f"""
        import matplotlib
        matplotlib.use("{backend}")
        import matplotlib.pyplot as plt
        def f():
            plt.switch_backend("{backend}")
            fig, axes = plt.subplots()
            axes.plot([1, 2], [3, 4])
            plt.show()
            return fig
    """
    facts = described(sandbox, body)
    assert isinstance(facts, Described)
    assert len(facts.facts["axes"][0]["lines"]) == 1
