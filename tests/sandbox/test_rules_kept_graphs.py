"""Records, graphs, closures and number classes: those that differentiate, and those that are kept to be looked at."""

import textwrap

import pytest

from grader.model.call import Call, Ending, Job, Limits, Name, Run, Watch

LIMITS = Limits(call_seconds=30.0, import_seconds=60.0)
WATCH = Watch(("forward", "backward"), autodiff=True, finite_differences=True)
NAMES = ("x", "w1", "b1", "w2", "b2")
SCALARS = dict(zip(NAMES, (0.83, 0.47, 0.12, -0.31, 0.22), strict=True)) | {"df": 1.3}
# Twice, as where a second upstream gradient is asked for: what the first did is not counted with the second.
CALLS = (
    Call("forward", tuple(map(Name, NAMES)), binds=("f", "cache"), unpack=True),
    Call("backward", (Name("df"), Name("cache")), binds=("g",)),
) * 2
HEAD = """\
import math
import numpy as np
def sigmoid(z): return 1 / (1 + math.exp(-z))
def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, w1, b1, w2, b2, h, f)
def backward(df, cache):
    x, w1, b1, w2, b2, h, f = cache[:7]
    dz = df * f * (1 - f)
    dh = dz * w2 * h * (1 - h)
    return {"w1": dh * x, "b1": dh, "w2": dz * h, "b2": dz}
plain = forward
"""


def rules(sandbox, source: str, framework: str = "numpy") -> set[str]:
    work = (HEAD + textwrap.dedent(source)).encode()
    with sandbox.open(Job("work.py", work, framework, LIMITS, (WATCH,))) as session:
        outcomes = session.run([Run("r", SCALARS, CALLS, frozenset({"g"}))])["r"]
    assert all(outcome.ending is Ending.RETURNED for outcome in outcomes), outcomes
    return {violation.rule for outcome in outcomes for violation in outcome.violations}


BY_HAND = {
    "a table of test points": """
        POINTS = [("zeros", 0, 0), ("zeros", 0, 1), ("ones", 1, 1), ("ones", 1, 0), ("ones", 1, 2), ("large", 2, 3)]
    """,
    "a table in long format": """
        def forward(*args):
            f, cache = plain(*args)
            return f, (*cache, [("value", i, j, f * (i + j)) for i in range(5) for j in range(5)])
    """,
    "a log with layer and unit": """
        LOG = []
        def forward(x, w1, b1, w2, b2):
            LOG[:] = [("input", 0, 0, x), ("mul", 0, 1, x * w1), ("add", 0, 1, x * w1 + b1)]
            f, cache = plain(x, w1, b1, w2, b2)
            LOG.extend([("sig", 0, 1, cache[5]), ("mul", 1, 2, cache[5] * w2), ("add", 1, 2, 0.5), ("sig", 1, 2, f)])
            return f, cache
    """,
    "a closure for each layer, in a loop": """
        def affine(a, w, b, key):
            def back(d, found): found["w" + key], found["b" + key] = d * a, d; return d * w
            return a * w + b, back
        def squash(z):
            s = sigmoid(z)
            def back(d, found): return d * s * (1 - s)
            return s, back
        def forward(x, w1, b1, w2, b2):
            z1, first = affine(x, w1, b1, "1"); h, second = squash(z1)
            z2, third = affine(h, w2, b2, "2"); f, fourth = squash(z2)
            return f, [first, second, third, fourth]
        def backward(d, cache):
            found = {}
            for back in reversed(cache): d = back(d, found)
            return found
    """,
    "closures by name on one line": """
        def mul(a, b):
            def back(d): return d * b, d * a
            return a * b, back
        def add(a, b):
            def back(d): return d, d, a, b
            return a + b, back
        def sig(z):
            s = sigmoid(z)
            def back(d): return d * s * (1 - s)
            return s, back
        def forward(x, w1, b1, w2, b2):
            u1, m1 = mul(x, w1); z1, a1 = add(u1, b1); h, s1 = sig(z1)
            u2, m2 = mul(h, w2); z2, a2 = add(u2, b2); f, s2 = sig(z2)
            return f, (m1, a1, s1, m2, a2, s2)
        def backward(df, cache):
            m1, a1, s1, m2, a2, s2 = cache
            du2, db2, *_ = a2(s2(df)); dh, dw2 = m2(du2); du1, db1, *_ = a1(s1(dh)); dx, dw1 = m1(du1)
            return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}
    """,
    "independent closures in a loop": """
        def column(k, m):
            def scaled(d): return d * k
            def shifted(d): return d + m
            return scaled, shifted
        def forward(*args):
            f, cache = plain(*args)
            return f, (*cache, [column(0.3 * i, 0.7 * i) for i in range(1, 6)])
        def backward_parts(df, columns): return [[part(df * (i + 2)) for part in parts] for i, parts in enumerate(columns)]
        by_hand = backward
        def backward(df, cache):
            backward_parts(df, cache[7])
            return by_hand(df, cache)
    """,
    "numbers that show and count how they were computed": """
        class Shown:
            def __init__(self, v, text, ops=0): self.v, self.text, self.ops = v, text, ops
            def __add__(self, o): return Shown(self.v + o.v, f"{self.text} + {o.text}", self.ops + o.ops + 1)
            def __mul__(self, o): return Shown(self.v * o.v, f"({self.text})({o.text})", self.ops + o.ops + 1)
        def forward(x, w1, b1, w2, b2):
            print((Shown(x, "x") * Shown(w1, "w1") + Shown(b1, "b1")).text)
            return plain(x, w1, b1, w2, b2)
    """,
    "intervals with a label": """
        class Interval:
            def __init__(self, low, high, label): self.low, self.high, self.label = low, high, label
            def __add__(self, o): return Interval(self.low + o.low, self.high + o.high, self.label)
            def __mul__(self, o):
                ends = [a * b for a in (self.low, self.high) for b in (o.low, o.high)]
                return Interval(min(ends), max(ends), self.label)
        def forward(x, w1, b1, w2, b2):
            a, b = Interval(0.0, x, "x"), Interval(1.0, 1.0, "one")
            print((a * b * a + a).high)
            return plain(x, w1, b1, w2, b2)
    """,
    "matrices that know their size": """
        class Matrix:
            def __init__(self, rows): self.rows, self.n, self.m = rows, len(rows), len(rows[0])
            def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
            def __matmul__(self, o):
                return Matrix([[sum(self.rows[i][k] * o.rows[k][j] for k in range(self.m)) for j in range(o.m)]
                               for i in range(self.n)])
        def forward(x, w1, b1, w2, b2):
            print((Matrix([[w1]]) @ Matrix([[x]]) + Matrix([[b1]])).rows)
            return plain(x, w1, b1, w2, b2)
    """,
    "a graph to be drawn": """
        class Box:
            def __init__(self, name, value, inputs=()): self.name, self.value, self.inputs = name, value, inputs
            def draw(self, depth=0.0):
                print(self.name, self.value)
                for box in self.inputs: box.draw(depth + 0.5)
        def forward(x, w1, b1, w2, b2):
            f, cache = plain(x, w1, b1, w2, b2)
            X, W1, B1, W2, B2 = (Box(n, v) for n, v in zip(("x", "w1", "b1", "w2", "b2"), (x, w1, b1, w2, b2)))
            U = Box("u", x * w1, (X, W1)); Z = Box("z", x * w1 + b1, (U, B1)); H = Box("h", cache[5], (Z,))
            return f, (*cache, Box("f", f, (Box("v", 0.1, (Box("w", cache[5] * w2, (H, W2)), B2)),)))
        by_hand = backward
        def backward(df, cache):
            cache[7].draw()
            return by_hand(df, cache)
    """,
    "boxes with gradients line by line": """
        class Box:
            def __init__(self, v, *made_of): self.v, self.made_of, self.g = v, made_of, 0.0
        def forward(x, w1, b1, w2, b2):
            X, W1, B1, W2, B2 = map(Box, (x, w1, b1, w2, b2))
            U = Box(x * w1, X, W1); Z = Box(U.v + b1, U, B1); H = Box(sigmoid(Z.v), Z)
            V = Box(H.v * w2, H, W2); Y = Box(V.v + b2, V, B2); F = Box(sigmoid(Y.v), Y)
            return F.v, (X, W1, B1, W2, B2, U, Z, H, V, Y, F)
        def backward(df, cache):
            X, W1, B1, W2, B2, U, Z, H, V, Y, F = cache
            for box in cache: box.g = 0.0
            F.g = df
            Y.g = F.g * F.v * (1 - F.v)
            V.g = B2.g = Y.g
            H.g, W2.g = V.g * W2.v, V.g * H.v
            Z.g = H.g * H.v * (1 - H.v)
            U.g = B1.g = Z.g
            W1.g = U.g * X.v
            return {"w1": W1.g, "b1": B1.g, "w2": W2.g, "b2": B2.g}
    """,
    "gates that add to the gradients of cells": """
        def mul_back(a, b, d): a[1] += b[0] * d; b[1] += a[0] * d
        def each(a, b, rule): a[1] = rule(a[0]); b[1] = rule(b[0])
        def shear(x, y): return np.linalg.inv(np.array([[1.0, x], [0.0, 1.0]])) @ np.linalg.solve(np.eye(2), [x, y])
        def rotate(p, q): return np.array([p[0] * q[0] - p[1] * q[1], p[0] * q[1] + p[1] * q[0]])
        by_hand = backward
        def backward(df, cache):
            x, w1, h, w2 = ([v, 0.0] for v in (*cache[:2], cache[5], cache[3]))
            mul_back(h, w2, df); mul_back(x, w1, h[1])
            each(x, w1, abs); each(h, w2, sigmoid); each(x, w1, sigmoid)
            print(shear(h[1], w2[1]), rotate(shear(x[0], w1[0]), rotate(np.array(h), np.array(w2))))
            return by_hand(df, cache)
    """,
    "a list of stages that know their neighbours": """
        class Stage:
            def __init__(self, value, before=None):
                self.value, self.before, self.after = value, before, None
                if before: before.after = self
        def forward(*args):
            f, cache = plain(*args)
            stage = None
            for value in cache: stage = Stage(value, stage)
            return f, (*cache, stage)
    """,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_what_is_kept_to_be_looked_at_is_no_violation(sandbox, name):
    assert rules(sandbox, BY_HAND[name]) == set()


NODES = """
class Node:
    def __init__(self, v, op, *of): self.v, self.op, self.of, self.g = v, op, of, 0.0
def add(a, b): return Node(a.v + b.v, "add", a, b)
def mul(a, b): return Node(a.v * b.v, "mul", a, b)
def sig(a): return Node(sigmoid(a.v), "sig", a)
def order(n, seen):
    if n not in seen:
        for part in n.of: order(part, seen)
        seen.append(n)
    return seen
def forward(*args):
    leaves = [Node(a, "leaf") for a in args]; x, w1, b1, w2, b2 = leaves
    f = sig(add(mul(sig(add(mul(x, w1), b1)), w2), b2))
    return f.v, (leaves, f)
"""
SLOPES = """
class Node:
    def __init__(self, v, of=(), slopes=()): self.v, self.of, self.slopes = v, of, slopes
def add(a, b): return Node(a.v + b.v, (a, b), (1.0, 1.0))
def mul(a, b): return Node(a.v * b.v, (a, b), (b.v, a.v))
def sig(a): s = sigmoid(a.v); return Node(s, (a,), (s * (1 - s),))
"""
DIFFERENTIATES = {
    "one loop over all nodes": NODES
    + """
def backward(df, cache):
    leaves, f = cache
    for n in order(f, []): n.g = 0.0
    f.g = df
    for n in reversed(order(f, [])):
        if n.op == "mul":
            n.of[0].g += n.g * n.of[1].v
            n.of[1].g += n.g * n.of[0].v
        else:
            for part in n.of: part.g += n.g * (n.v * (1 - n.v) if n.op == "sig" else 1.0)
    return dict(zip(("w1", "b1", "w2", "b2"), (n.g for n in leaves[1:])))
""",
    "slopes on the nodes, gradients elsewhere": SLOPES
    + """
def forward(*args):
    leaves = [Node(a) for a in args]; x, w1, b1, w2, b2 = leaves
    f = sig(add(mul(sig(add(mul(x, w1), b1)), w2), b2))
    return f.v, (leaves, f)
def backward(df, cache):
    leaves, f = cache
    g = {f: df}; waiting = [f]
    while waiting:
        n = waiting.pop()
        for part, slope in zip(n.of, n.slopes): g[part] = g[n] * slope; waiting.append(part)
    return dict(zip(("w1", "b1", "w2", "b2"), (g[n] for n in leaves[1:])))
""",
    "a graph made and pushed through inside backward": """
class Val:
    def __init__(self, v, of=()): self.v, self.of, self.g = v, of, 0.0
    def plus(self, o): return Val(self.v + o.v, ((self, 1.0), (o, 1.0)))
    def times(self, o): return Val(self.v * o.v, ((self, o.v), (o, self.v)))
    def sig(self): s = sigmoid(self.v); return Val(s, ((self, s * (1 - s)),))
    def push(self, d):
        self.g += d
        for part, slope in self.of: part.push(d * slope)
def backward(df, cache):
    x, w1, b1, w2, b2 = map(Val, cache[:5])
    x.times(w1).plus(b1).sig().times(w2).plus(b2).sig().push(df)
    return {"w1": w1.g, "b1": b1.g, "w2": w2.g, "b2": b2.g}
""",
    "operations in one list and values in another": """
def forward(*args):
    values, ops = list(args), [("leaf",)] * 5
    def record(op, *ids):
        a = [values[i] for i in ids]
        values.append(a[0] * a[1] if op == "mul" else a[0] + a[1] if op == "add" else sigmoid(a[0]))
        ops.append((op, *ids))
        return len(ops) - 1
    h = record("sig", record("add", record("mul", 0, 1), 2))
    f = record("sig", record("add", record("mul", h, 3), 4))
    return values[f], (values, ops)
def backward(df, cache):
    values, ops = cache
    g = [0.0] * len(ops); g[-1] = df
    for i in reversed(range(len(ops))):
        op, *ids = ops[i]
        if op == "mul": g[ids[0]] += g[i] * values[ids[1]]; g[ids[1]] += g[i] * values[ids[0]]
        if op == "add": g[ids[0]] += g[i]; g[ids[1]] += g[i]
        if op == "sig": g[ids[0]] += g[i] * values[i] * (1 - values[i])
    return dict(zip(("w1", "b1", "w2", "b2"), g[1:5]))
""",
    "dual numbers with all slopes at once": """
class Dual:
    def __init__(self, v, d): self.v, self.d = v, d
    def __add__(self, o): return Dual(self.v + o.v, self.d + o.d)
    def __mul__(self, o): return Dual(self.v * o.v, self.d * o.v + self.v * o.d)
    def sig(self): s = sigmoid(self.v); return Dual(s, s * (1 - s) * self.d)
def backward(df, cache):
    x, w1, b1, w2, b2 = (Dual(v, np.eye(5)[i]) for i, v in enumerate(cache[:5]))
    return dict(zip(("w1", "b1", "w2", "b2"), df * ((x * w1 + b1).sig() * w2 + b2).sig().d[1:]))
""",
    "dual numbers with slopes by name": """
class Dual:
    def __init__(self, v, d): self.v, self.d = v, d
    def __add__(self, o): return Dual(self.v + o.v, {k: self.d.get(k, 0) + o.d.get(k, 0) for k in {**self.d, **o.d}})
    def __mul__(self, o):
        return Dual(self.v * o.v, {k: self.d.get(k, 0) * o.v + self.v * o.d.get(k, 0) for k in {**self.d, **o.d}})
    def sig(self): s = sigmoid(self.v); return Dual(s, {k: s * (1 - s) * d for k, d in self.d.items()})
def backward(df, cache):
    x, w1, b1, w2, b2 = (Dual(v, {n: 1.0}) for n, v in zip(("x", "w1", "b1", "w2", "b2"), cache[:5]))
    out = ((x * w1 + b1).sig() * w2 + b2).sig()
    return {k: df * out.d[k] for k in ("w1", "b1", "w2", "b2")}
""",
    "series cut after the first order": """
def times(p, q): return np.convolve(p, q)[:2]
def series(p):
    s = sigmoid(p[0])
    return np.array([s, s * (1 - s) * p[1]])
def backward(df, cache):
    out = {}
    for k, name in enumerate(("w1", "b1", "w2", "b2"), 1):
        x, w1, b1, w2, b2 = (np.array([v, float(i == k)]) for i, v in enumerate(cache[:5]))
        out[name] = df * series(times(series(times(x, w1) + b1), w2) + b2)[1]
    return out
""",
    "matrices with the slope in their corner": """
def backward(df, cache):
    one, out = np.eye(2), {}
    def exp(m):
        return math.exp(m[0, 0]) * np.array([[1.0, m[0, 1]], [0.0, 1.0]])
    for k, name in enumerate(("w1", "b1", "w2", "b2"), 1):
        x, w1, b1, w2, b2 = (v * one + (i == k) * np.array([[0.0, 1.0], [0.0, 0.0]]) for i, v in enumerate(cache[:5]))
        h = np.linalg.inv(one + exp(-(x @ w1 + b1)))
        out[name] = df * np.linalg.solve(one + exp(-(h @ w2 + b2)), one)[0, 1]
    return out
""",
    "the rest of the program handed on": """
def mul(a, b, then):
    y = [a[0] * b[0], 0.0]; then(y); a[1] += b[0] * y[1]; b[1] += a[0] * y[1]
def add(a, b, then):
    y = [a[0] + b[0], 0.0]; then(y); a[1] += y[1]; b[1] += y[1]
def sig(a, then):
    y = [sigmoid(a[0]), 0.0]; then(y); a[1] += y[0] * (1 - y[0]) * y[1]
def backward(df, cache):
    x, w1, b1, w2, b2 = cells = [[v, 0.0] for v in cache[:5]]
    def seed(y): y[1] = df
    mul(x, w1, lambda u: add(u, b1, lambda z: sig(z, lambda h: mul(h, w2, lambda v: add(v, b2, lambda o: sig(o, seed))))))
    return dict(zip(("w1", "b1", "w2", "b2"), (c[1] for c in cells[1:])))
""",
    "closures that hand gradients on, in a list": """
def record(tape, value, back): tape.append((len(tape), value, back)); return len(tape) - 1
def mul(t, i, j):
    a, b = t[i][1], t[j][1]
    return record(t, a * b, lambda d: [(i, d * b), (j, d * a)])
def add(t, i, j): return record(t, t[i][1] + t[j][1], lambda d: [(i, d), (j, d)])
def sig(t, i):
    s = sigmoid(t[i][1])
    return record(t, s, lambda d: [(i, d * s * (1 - s))])
def forward(*args):
    t = []
    x, w1, b1, w2, b2 = (record(t, v, None) for v in args)
    f = sig(t, add(t, mul(t, sig(t, add(t, mul(t, x, w1), b1)), w2), b2))
    return t[f][1], t
def backward(df, tape):
    g = [0.0] * len(tape); g[-1] = df
    for i, _, back in reversed(tape):
        for j, d in back(g[i]) if back else (): g[j] += d
    return dict(zip(("w1", "b1", "w2", "b2"), g[1:5]))
""",
}


@pytest.mark.parametrize("name", DIFFERENTIATES)
def test_what_differentiates_is_seen(sandbox, name):
    assert "autodiff" in rules(sandbox, DIFFERENTIATES[name])


def test_calling_the_nodes_of_torch_one_by_one_is_seen(sandbox):
    walk = """
import torch
def forward(*args):
    leaves = [torch.tensor(a, dtype=torch.float64, requires_grad=True) for a in args]; x, w1, b1, w2, b2 = leaves
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    return f.item(), (f, leaves)
def backward(df, cache):
    f, leaves = cache
    found, waiting = {}, [(f.grad_fn, torch.tensor(df, dtype=torch.float64))]
    while waiting:
        node, d = waiting.pop()
        if hasattr(node, "variable"): found[node.variable] = d; continue
        given = node(d)
        waiting += [(n, g) for (n, _), g in zip(node.next_functions, given if isinstance(given, tuple) else (given,))]
    return dict(zip(("w1", "b1", "w2", "b2"), (found[leaf].item() for leaf in leaves[1:])))
"""
    assert "autodiff" in rules(sandbox, walk, framework="torch")
