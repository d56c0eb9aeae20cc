"""Automatic differentiation that a student wrote, and numeric derivatives; and hand work that looks a little like them."""

import textwrap

import numpy as np
import pytest

from grader.model.call import Call, Ending, Job, Limits, Name, Run, Watch
from grader.model.value import ArrayInput

LIMITS = Limits(call_seconds=30.0, import_seconds=60.0)
WATCH = Watch(("forward", "backward"), autodiff=True, finite_differences=True)
NAMES = ("x", "w1", "b1", "w2", "b2")
SCALARS = dict(zip(NAMES, (0.83, 0.47, 0.12, -0.31, 0.22), strict=True)) | {"df": 1.3}
CALLS = (
    Call("forward", tuple(map(Name, NAMES)), binds=("f", "cache"), unpack=True),
    Call("backward", (Name("df"), Name("cache")), binds=("g",)),
)
HEAD = """\
import math
import numpy as np
def sigmoid(z): return 1 / (1 + math.exp(-z))
def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, w1, b1, w2, b2, h, f)
"""


def violations(sandbox, source: str, inputs=SCALARS, calls=CALLS):
    with sandbox.open(Job("work.py", source.encode(), "numpy", LIMITS, (WATCH,))) as session:
        outcomes = session.run([Run("r", inputs, calls, frozenset({"g"}))])["r"]
    assert all(outcome.ending is Ending.RETURNED for outcome in outcomes), outcomes
    return [violation for outcome in outcomes for violation in outcome.violations]


def rules(sandbox, source: str, **options) -> set[tuple[str, str]]:
    return {(v.rule, v.callable) for v in violations(sandbox, textwrap.dedent(source), **options)}


# -- hand work -------------------------------------------------------------------------------------------------------

BY_HAND = {
    "plain": """
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * f * (1 - f)
            dh = dz * w2 * h * (1 - h)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "recomputes the forward": """
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            f, (*_, h, f) = forward(x, w1, b1, w2, b2)
            dz = df * f * (1 - f)
            dh = dz * w2 * h * (1 - h)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "derivative helpers": """
        def dsigmoid(z): return sigmoid(z) * (1 - sigmoid(z))
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * dsigmoid(h * w2 + b2)
            dh = dz * w2 * dsigmoid(x * w1 + b1)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "a switched-off check": """
        CHECK = False
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * f * (1 - f)
            dh = dz * w2 * h * (1 - h)
            if CHECK:
                e = 1e-6
                print((forward(x, w1 + e, b1, w2, b2)[0] - forward(x, w1 - e, b1, w2, b2)[0]) / (2 * e))
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "layer objects": """
        class Linear:
            def __init__(self, w, b): self.w, self.b = w, b
            def forward(self, x): self.x = x; return x * self.w + self.b
            def backward(self, d): self.dw, self.db = d * self.x, d; return d * self.w
        class Sigmoid:
            def forward(self, z): self.a = sigmoid(z); return self.a
            def backward(self, d): return d * self.a * (1 - self.a)
        def forward(x, w1, b1, w2, b2):
            layers = [Linear(w1, b1), Sigmoid(), Linear(w2, b2), Sigmoid()]
            for layer in layers: x = layer.forward(x)
            return x, layers
        def backward(df, cache):
            for layer in reversed(cache): df = layer.backward(df)
            a, _, b, _ = cache
            return {"w1": a.dw, "b1": a.db, "w2": b.dw, "b2": b.db}
    """,
    "a closure for each layer": """
        def linear(x, w, b):
            def back(d): return d * w, d * x, d
            return x * w + b, back
        def act(z):
            a = sigmoid(z)
            def back(d): return d * a * (1 - a)
            return a, back
        def forward(x, w1, b1, w2, b2):
            z1, l1 = linear(x, w1, b1); a1, s1 = act(z1)
            z2, l2 = linear(a1, w2, b2); f, s2 = act(z2)
            return f, (l1, s1, l2, s2)
        def backward(df, cache):
            l1, s1, l2, s2 = cache
            da1, dw2, db2 = l2(s2(df))
            _, dw1, db1 = l1(s1(da1))
            return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}
    """,
    "a vector class of its own": """
        class Vec:
            def __init__(self, a, b): self.a, self.b = a, b
            def __add__(self, o): return Vec(self.a + o.a, self.b + o.b)
            def __mul__(self, k): return Vec(self.a * k, self.b * k)
            __rmul__ = __mul__
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * f * (1 - f)
            second = dz * Vec(h, 1.0) + Vec(0.0, 0.0)
            first = (dz * w2 * h * (1 - h)) * Vec(x, 1.0)
            return {"w1": first.a, "b1": first.b, "w2": second.a, "b2": second.b}
    """,
    "pairs of numbers": """
        def both(a, b): return a[0] * b[0], a[1] * b[1]
        def layer(d, cache): return (d * cache[0], d)
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz, dh = both((df * f, w2), (1 - f, h * (1 - h)))
            dh *= dz
            (dw2, db2), (dw1, db1) = layer(dz, (h, 1.0)), layer(dh, (x, 1.0))
            return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}
    """,
    "a log of named steps": """
        def forward(x, w1, b1, w2, b2):
            log = []
            for name, value in (("z1", x * w1 + b1), ("h", sigmoid(x * w1 + b1))): log.append((name, value))
            h = log[-1][1]
            log += [("z2", h * w2 + b2), ("f", sigmoid(h * w2 + b2)), ("x", x), ("w2", w2)]
            return log[3][1], log
        def backward(df, cache):
            c = dict(cache)
            dz = df * c["f"] * (1 - c["f"]); dh = dz * c["w2"] * c["h"] * (1 - c["h"])
            return {"w1": dh * c["x"], "b1": dh, "w2": dz * c["h"], "b2": dz}
    """,
    "an integer step in an index": """
        def entry(values, i): return values[i]
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = (entry(cache, i) for i in range(7))
            dz = df * f * (1 - f)
            dh = dz * w2 * h * (1 - h)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "a number added and subtracted again": """
        def slope(z): e = math.exp(-z); return (1 + e - 1) / (1 + e) ** 2
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            odds = f / (1 - f)
            dz = df * ((odds + 1) - 1) / (1 + odds) / (1 + odds)
            dh = dz * w2 * slope(x * w1 + b1)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "a weight worked out again from its product": """
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            z2 = h * w2 + b2
            dz = df * f * (1 - f)
            dh = dz * ((z2 - b2) / h) * h * (1 - h)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "library autodiff outside": """
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * f * (1 - f)
            dh = dz * w2 * h * (1 - h)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
        e = 1e-6
        numeric = (forward(1, .5 + e, .1, .2, .3)[0] - forward(1, .5 - e, .1, .2, .3)[0]) / (2 * e)
    """,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_hand_work_is_no_violation(sandbox, name):
    assert violations(sandbox, HEAD + textwrap.dedent(BY_HAND[name])) == []


# -- home-made automatic differentiation -----------------------------------------------------------------------------

VALUE = """
    class Value:
        def __init__(self, data, children=()): self.data, self.grad, self._prev, self._back = data, 0.0, children, lambda: None
        def __add__(self, o):
            out = Value(self.data + o.data, (self, o))
            def back(): self.grad += out.grad; o.grad += out.grad
            out._back = back
            return out
        def __mul__(self, o):
            out = Value(self.data * o.data, (self, o))
            def back(): self.grad += o.data * out.grad; o.grad += self.data * out.grad
            out._back = back
            return out
        def sigmoid(self):
            s = sigmoid(self.data); out = Value(s, (self,))
            def back(): self.grad += s * (1 - s) * out.grad
            out._back = back
            return out
        def run(self, d):
            order, seen = [], set()
            def visit(v):
                if v not in seen:
                    seen.add(v)
                    for c in v._prev: visit(c)
                    order.append(v)
            visit(self); self.grad = d
            for v in reversed(order): v._back()
    def forward(*args):
        vs = [Value(a) for a in args]; x, w1, b1, w2, b2 = vs
        f = ((x * w1 + b1).sigmoid() * w2 + b2).sigmoid()
        return f.data, (f, vs)
    def backward(df, cache):
        f, vs = cache; f.run(df)
        return dict(zip(("w1", "b1", "w2", "b2"), (v.grad for v in vs[1:])))
"""
HOME_MADE = {
    "micrograd": VALUE,
    "dual numbers": """
        class Dual:
            def __init__(self, v, d=0.0): self.v, self.d = v, d
            def __add__(self, o): return Dual(self.v + o.v, self.d + o.d)
            def __mul__(self, o): return Dual(self.v * o.v, self.v * o.d + self.d * o.v)
            def sigmoid(self): s = sigmoid(self.v); return Dual(s, s * (1 - s) * self.d)
        def backward(df, cache):
            def slope(k):
                x, w1, b1, w2, b2 = [Dual(v, float(i == k)) for i, v in enumerate(cache[:5])]
                return df * ((x * w1 + b1).sigmoid() * w2 + b2).sigmoid().d
            return {"w1": slope(1), "b1": slope(2), "w2": slope(3), "b2": slope(4)}
    """,
    "a Wengert list": """
        TAPE = []
        class Var:
            def __init__(self, v): self.v, self.i = v, len(TAPE); TAPE.append([])
            def __add__(self, o): r = Var(self.v + o.v); TAPE[r.i] = [(self.i, 1.0), (o.i, 1.0)]; return r
            def __mul__(self, o): r = Var(self.v * o.v); TAPE[r.i] = [(self.i, o.v), (o.i, self.v)]; return r
            def sigmoid(self): s = sigmoid(self.v); r = Var(s); TAPE[r.i] = [(self.i, s * (1 - s))]; return r
        def forward(*args):
            TAPE.clear(); x, w1, b1, w2, b2 = map(Var, args)
            return ((x * w1 + b1).sigmoid() * w2 + b2).sigmoid().v, None
        def backward(df, cache):
            g = [0.0] * len(TAPE); g[-1] = df
            for i in reversed(range(len(TAPE))):
                for j, d in TAPE[i]: g[j] += d * g[i]
            return dict(zip(("w1", "b1", "w2", "b2"), g[1:5]))
    """,
    "a tape of closures": """
        class Cell:
            def __init__(self, v): self.v, self.g = v, 0.0
        TAPE = []
        def add(a, b):
            out = Cell(a.v + b.v)
            def back(): a.g += out.g; b.g += out.g
            TAPE.append(back); return out
        def mul(a, b):
            out = Cell(a.v * b.v)
            def back(): a.g += out.g * b.v; b.g += out.g * a.v
            TAPE.append(back); return out
        def sig(a):
            s = sigmoid(a.v); out = Cell(s)
            def back(): a.g += out.g * s * (1 - s)
            TAPE.append(back); return out
        def forward(*args):
            TAPE.clear(); cells = [Cell(a) for a in args]; x, w1, b1, w2, b2 = cells
            f = sig(add(mul(sig(add(mul(x, w1), b1)), w2), b2))
            return f.v, (cells, f)
        def backward(df, cache):
            cells, f = cache; f.g = df
            for back in reversed(TAPE): back()
            return dict(zip(("w1", "b1", "w2", "b2"), (c.g for c in cells[1:])))
    """,
    "pairs": """
        def add(a, b): return a[0] + b[0], a[1] + b[1]
        def mul(a, b): return a[0] * b[0], a[1] * b[0] + a[0] * b[1]
        def sig(a): s = sigmoid(a[0]); return s, s * (1 - s) * a[1]
        def backward(df, cache):
            slopes = []
            for k in range(1, 5):
                x, w1, b1, w2, b2 = [(v, float(i == k)) for i, v in enumerate(cache[:5])]
                slopes.append(df * sig(add(mul(sig(add(mul(x, w1), b1)), w2), b2))[1])
            return dict(zip(("w1", "b1", "w2", "b2"), slopes))
    """,
    "a list of operations": """
        def record(tape, op, *ids):
            a = [tape[i][0] for i in ids]
            tape.append((a[0] * a[1] if op == "mul" else a[0] + a[1] if op == "add" else sigmoid(a[0]), op, ids))
            return len(tape) - 1
        def forward(*args):
            tape = [(v, "leaf", ()) for v in args]
            h = record(tape, "sig", record(tape, "add", record(tape, "mul", 0, 1), 2))
            f = record(tape, "sig", record(tape, "add", record(tape, "mul", h, 3), 4))
            return tape[f][0], tape
        def backward(df, cache):
            g = [0.0] * len(cache); g[-1] = df
            for i in reversed(range(len(cache))):
                v, op, ids = cache[i]
                if op == "mul": g[ids[0]] += g[i] * cache[ids[1]][0]; g[ids[1]] += g[i] * cache[ids[0]][0]
                if op == "add": g[ids[0]] += g[i]; g[ids[1]] += g[i]
                if op == "sig": g[ids[0]] += g[i] * v * (1 - v)
            return dict(zip(("w1", "b1", "w2", "b2"), g[1:5]))
    """,
    "an expression tree": """
        F = ("s", ("+", ("*", ("s", ("+", ("*", "x", "w1"), "b1")), "w2"), "b2"))
        def diff(e, v):
            if isinstance(e, (int, float, str)): return float(e == v)
            op, *a = e
            if op == "+": return ("+", diff(a[0], v), diff(a[1], v))
            if op == "*": return ("+", ("*", diff(a[0], v), a[1]), ("*", a[0], diff(a[1], v)))
            return ("*", ("*", e, ("+", 1, ("*", -1, e))), diff(a[0], v))
        def value(e, env):
            if isinstance(e, (int, float)): return e
            if isinstance(e, str): return env[e]
            op, *a = e
            a = [value(t, env) for t in a]
            return a[0] + a[1] if op == "+" else a[0] * a[1] if op == "*" else sigmoid(a[0])
        def backward(df, cache):
            env = dict(zip(("x", "w1", "b1", "w2", "b2"), cache))
            return {k: df * value(diff(F, k), env) for k in ("w1", "b1", "w2", "b2")}
    """,
    "linked nodes": """
        class Node:
            def __init__(self, v, parents=()): self.v, self.parents, self.g = v, parents, 0.0
        def add(a, b): return Node(a.v + b.v, ((a, 1.0), (b, 1.0)))
        def mul(a, b): return Node(a.v * b.v, ((a, b.v), (b, a.v)))
        def sig(a): s = sigmoid(a.v); return Node(s, ((a, s * (1 - s)),))
        def forward(*args):
            nodes = [Node(a) for a in args]; x, w1, b1, w2, b2 = nodes
            f = sig(add(mul(sig(add(mul(x, w1), b1)), w2), b2))
            return f.v, (nodes, f)
        def backward(df, cache):
            nodes, f = cache
            def push(n, d):
                n.g += d
                for parent, slope in n.parents: push(parent, d * slope)
            push(f, df)
            return dict(zip(("w1", "b1", "w2", "b2"), (n.g for n in nodes[1:])))
    """,
}


@pytest.mark.parametrize("name", HOME_MADE)
def test_home_made_differentiation_is_seen(sandbox, name):
    assert "autodiff" in {rule for rule, _ in rules(sandbox, HEAD + textwrap.dedent(HOME_MADE[name]))}


# -- numeric derivatives ---------------------------------------------------------------------------------------------

NUMERIC = {
    "central": """
        def backward(df, cache):
            p, e, out = list(cache[:5]), 1e-5, {}
            for i, k in enumerate(("w1", "b1", "w2", "b2"), 1):
                up, down = p[:], p[:]; up[i] += e; down[i] -= e
                a = forward(*up)[0]; b = forward(*down)[0]
                out[k] = df * (a - b) * 5e4
            return out
    """,
    "one-sided": """
        def backward(df, cache):
            p, e = np.array(cache[:5]), 1e-7
            base = forward(*p)[0]
            return {k: df * (forward(*(p + e * np.eye(5)[i]))[0] - base) * 1e7 for i, k in enumerate(("w1", "b1", "w2", "b2"), 1)}
    """,
    "relative step": """
        def backward(df, cache):
            p, out = list(cache[:5]), {}
            for i, k in enumerate(("w1", "b1", "w2", "b2"), 1):
                e = 1e-6 * max(1.0, abs(p[i])); q = p[:]; q[i] += e
                slope = forward(*q)[0]; q[i] -= 2 * e
                out[k] = df * (slope - forward(*q)[0]) * 0.5 / e
            return out
    """,
    "complex step": """
        import cmath
        def net(x, w1, b1, w2, b2):
            s = lambda z: 1 / (1 + cmath.exp(-z))
            return s(s(x * w1 + b1) * w2 + b2)
        def backward(df, cache):
            out = {}
            for i, k in enumerate(("w1", "b1", "w2", "b2"), 1):
                p = list(cache[:5]); p[i] += 1e-20j
                out[k] = df * net(*p).imag * 1e20
            return out
    """,
    "slope of a helper": """
        def slope(z): return (sigmoid(z + 1e-6) - sigmoid(z - 1e-6)) * 5e5
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * slope(h * w2 + b2); dh = dz * w2 * slope(x * w1 + b1)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "written out": """
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            e, z1, z2 = 1e-6, x * w1 + b1, h * w2 + b2
            s2 = (1 / (1 + math.exp(-(z2 + e))) - 1 / (1 + math.exp(-(z2 - e)))) / (2 * e)
            up = 1 / (1 + math.exp(-(z1 + e)))
            down = 1 / (1 + math.exp(-(z1 - e)))
            s1 = (up - down) / (2 * e)
            dz = df * s2; dh = dz * w2 * s1
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "a variable moved by an update": """
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            z1, z2, e, t, s = x * w1 + b1, h * w2 + b2, 1e-7, x * w1 + b1, h * w2 + b2
            t = t + e
            s = s + e
            dz = df * (1 / (1 + math.exp(-s)) - 1 / (1 + math.exp(-z2))) / e
            dh = dz * w2 * (1 / (1 + math.exp(-t)) - 1 / (1 + math.exp(-z1))) / e
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "complex step by a named one": """
        import cmath
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            e = 1e-20
            dz = df * (1 / (1 + cmath.exp(-(h * w2 + b2 + 1j * e)))).imag / e
            dh = dz * w2 * (1 / (1 + cmath.exp(-(x * w1 + b1 + 1j * e)))).imag / e
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "all points at once": """
        def act(z): return 1 / (1 + np.exp(-z))
        def slope(z): return float(act(z + 2.0 ** -8 * np.array([-2, -1, 1, 2])) @ np.array([1, -8, 8, -1]) * 2.0 ** 8 / 12)
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * slope(h * w2 + b2); dh = dz * w2 * slope(x * w1 + b1)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "an interpolant's derivative": """
        from numpy.polynomial import Polynomial
        def slope(z): t = z + np.cos(np.arange(9) * 0.3); return Polynomial.fit(t, 1 / (1 + np.exp(-t)), 8).deriv()(z)
        def backward(df, cache):
            x, w1, b1, w2, b2, h, f = cache
            dz = df * slope(h * w2 + b2); dh = dz * w2 * slope(x * w1 + b1)
            return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
    """,
    "attributes moved": """
        class Net:
            def loss(self):
                return sigmoid(sigmoid(self.x * self.w1 + self.b1) * self.w2 + self.b2)
        def backward(df, cache):
            net, out = Net(), {}
            net.x, net.w1, net.b1, net.w2, net.b2 = cache[:5]
            for k in ("w1", "b1", "w2", "b2"):
                v = getattr(net, k)
                setattr(net, k, v + 1e-6); a = net.loss()
                setattr(net, k, v - 1e-6); b = net.loss()
                setattr(net, k, v); out[k] = df * (a - b) * 5e5
            return out
    """,
}


@pytest.mark.parametrize("name", NUMERIC)
def test_numeric_derivatives_are_seen(sandbox, name):
    assert ("finite_differences", "backward") in rules(sandbox, HEAD + textwrap.dedent(NUMERIC[name]))


BATCH = {
    "x": ArrayInput(np.random.default_rng(1).normal(size=(6, 4))),
    "d": ArrayInput(np.random.default_rng(2).normal(size=(6, 4))),
}
BATCH_CALLS = (
    Call("forward", (Name("x"),), binds=("out", "cache"), unpack=True),
    Call("backward", (Name("d"), Name("cache")), binds=("g",)),
)
CENTRED = "import numpy as np\ndef forward(x): return x - x.mean(0), x\n"
ON_ARRAYS = {
    "in place": """
        def backward(d, x):
            x, g, h = x.copy(), np.zeros_like(x), 1e-5
            for i in np.ndindex(*x.shape):
                v = x[i]; x[i] = v + h; a = forward(x)[0]; x[i] = v - h; b = forward(x)[0]; x[i] = v
                g[i] = ((a - b) * d).sum() * 5e4
            return g
    """,
    "through numpy only": """
        def backward(d, x):
            g, h = np.zeros_like(x), 1e-5
            for i in np.ndindex(*x.shape):
                p, m = x.copy(), x.copy(); p[i] += h; m[i] -= h
                g[i] = (((p - p.mean(0)) - (m - m.mean(0))) * d).sum() * 5e4
            return g
    """,
    "scipy": """
        def backward(d, x):
            from scipy.optimize import approx_fprime
            f = lambda v: (forward(v.reshape(x.shape))[0] * d).sum()
            return approx_fprime(x.ravel(), f).reshape(x.shape)
    """,
    "numpy gradient": """
        def backward(d, x): return np.gradient(x, axis=0)
    """,
}


@pytest.mark.parametrize("name", ON_ARRAYS)
def test_numeric_derivatives_of_arrays_are_seen(sandbox, name):
    found = rules(sandbox, CENTRED + textwrap.dedent(ON_ARRAYS[name]), inputs=BATCH, calls=BATCH_CALLS)
    assert ("finite_differences", "backward") in found


HAND_ON_ARRAYS = {
    "asks whether sums vanish, which leaves round-off": """
        def vanishes(sums): return np.abs(sums).max() < 1e-9
        def backward(d, x):
            assert vanishes(np.array([2.0, -1.0, 1.0, 0.0, -2.0]) * 2.0**-53)
            return d - d.mean(0)
    """,
    "loops over entries": """
        def entry(d, m): return d - m
        def backward(d, x):
            g = np.zeros_like(d)
            for i in range(d.shape[0]):
                for j in range(d.shape[1]): g[i, j] = entry(d[i, j], d[:, j].sum() / len(d))
            return g
    """,
    "subtracts in place, entry by entry": """
        def show(g): return g.sum()
        def backward(d, x):
            g, m = d.copy(), d.mean(0)
            for j in range(d.shape[1]):
                for i in range(d.shape[0]): g[i, j] -= m[j] * 1e-3; show(g)
            return g
    """,
    "helpers with and without eps": """
        def inv(v): return 1 / np.sqrt(v)
        def backward(d, x): return d * inv(x.var(0) + 1.0) + 0 * inv(x.var(0))
    """,
    "evenly spaced data": """
        def centre(v): return v - v.mean()
        def backward(d, x): return centre(np.arange(8.0)) @ centre(np.ones(8)) + d
    """,
    "tiny arrays, one the other's negative": """
        def checked(v): return v
        def backward(d, x): return checked(1e-6 * d) - checked(-1e-6 * d) + checked(0 * d) + checked(2e-6 * d)
    """,
    "running means": """
        def backward(d, x):
            k, mean = 0, d[0]
            mean = d[k]
            for k in range(1, len(d)):
                step = d[k] - mean
                mean = mean + step / (k + 1)
            k = 0
            other = d[k]
            while k + 1 < len(d):
                k = k + 1
                other = other + (d[k] - other) / (k + 1)
            return d - (mean + other) / 2
    """,
    "two sums kept as one complex": """
        def sums(a): return a.sum(axis=0)
        def backward(d, x):
            both, tiny = sums(d * x + 1j * d), sums(1e-6 * (d * x + 1j * d))
            return d - both.imag / len(d) + 0 * tiny.imag / len(d)
    """,
    "grids that have nothing to do with the inputs": """
        def cosines(angles): return np.cos(np.arange(1, len(angles))[:, None] * angles)
        def note(fractions): return fractions[-1]
        def backward(d, x):
            note(np.linspace(0.0, 1.0, 17)); note(np.linspace(0.001, 1.0, 12)); note(np.linspace(x.min(), x.max(), 100)[1:-1])
            return d + 0 * cosines(np.pi * (np.arange(40) + 0.5) / 40)[0, 0]
    """,
    "tiny inputs": """
        def entry(a, b): return a * b
        def backward(d, x):
            t = 1e-6 * x
            return np.array([[entry(t[i, j], t[0, j]) for j in range(4)] for i in range(6)])
    """,
}


def test_inputs_on_a_grid_are_not_taken_for_points_around_one(sandbox):
    grid = np.linspace(0.0, 0.35, 8)[:, None] + np.array([[0.0, 0.01, 0.02, 0.05]])
    source = (
        CENTRED
        + "def helper(v): return v - v.mean()\ndef backward(d, x): return d + helper(x[:, 0])[:, None] + helper(x)"
    )
    inputs = {"x": ArrayInput(grid), "d": ArrayInput(np.ones((8, 4)))}
    assert rules(sandbox, source, inputs=inputs, calls=BATCH_CALLS) == set()


@pytest.mark.parametrize("name", HAND_ON_ARRAYS)
def test_work_on_arrays_by_hand_is_no_violation(sandbox, name):
    source = CENTRED + textwrap.dedent(HAND_ON_ARRAYS[name])
    assert rules(sandbox, source, inputs=BATCH, calls=BATCH_CALLS) == set()
