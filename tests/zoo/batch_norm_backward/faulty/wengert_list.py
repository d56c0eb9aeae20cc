import numpy as np


def record(tape, op, *ids):
    a = [tape[i][0] for i in ids]
    v = {"sub": lambda: a[0] - a[1], "add": lambda: a[0] + a[1], "mul": lambda: a[0] * a[1], "mean": lambda: a[0].mean(0), "rsqrt": lambda: a[0] ** -0.5}[op]()
    tape.append((v, op, ids))
    return len(tape) - 1


def fit(g, like):
    return g if g.shape == like.shape else g.sum(0)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    tape = [(x, "leaf", ()), (gamma, "leaf", ()), (beta, "leaf", ()), (np.full(gamma.shape, eps), "leaf", ())]
    c = record(tape, "sub", 0, record(tape, "mean", 0))
    s = record(tape, "rsqrt", record(tape, "add", record(tape, "mean", record(tape, "mul", c, c)), 3))
    out = record(tape, "add", record(tape, "mul", record(tape, "mul", c, s), 1), 2)
    return tape[out][0], tape


def batch_norm_backward(dout, cache):
    G = [np.zeros(v.shape) for v, _, _ in cache]
    G[-1] = dout
    for i in reversed(range(len(cache))):
        v, op, ids = cache[i]
        g, a = G[i], [cache[k][0] for k in ids]
        if op in ("add", "sub"):
            G[ids[0]] = G[ids[0]] + fit(g, a[0])
            G[ids[1]] = G[ids[1]] + (1 if op == "add" else -1) * fit(g, a[1])
        elif op == "mul":
            G[ids[0]] = G[ids[0]] + fit(g * a[1], a[0])
            G[ids[1]] = G[ids[1]] + fit(g * a[0], a[1])
        elif op == "mean":
            G[ids[0]] = G[ids[0]] + g / len(a[0])
        elif op == "rsqrt":
            G[ids[0]] = G[ids[0]] - 0.5 * g * v ** 3
    return G[0], G[1], G[2]
