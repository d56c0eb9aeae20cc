import numpy as np


def node(value, *parents):
    return {"v": value, "p": parents, "g": 0.0}


def unsum(g, shape):
    return g if np.shape(g) == shape else np.sum(g, axis=0).reshape(shape)


def add(a, b):
    return node(a["v"] + b["v"], (a, lambda g: unsum(g, a["v"].shape)), (b, lambda g: unsum(g, b["v"].shape)))


def mul(a, b):
    return node(a["v"] * b["v"], (a, lambda g: unsum(g * b["v"], a["v"].shape)), (b, lambda g: unsum(g * a["v"], b["v"].shape)))


def mean(a):
    n = a["v"].shape[0]
    return node(a["v"].mean(0), (a, lambda g: np.broadcast_to(g / n, a["v"].shape)))


def power(a, k):
    return node(a["v"] ** k, (a, lambda g: g * k * a["v"] ** (k - 1)))


def order(n, seen, out):
    if id(n) not in seen:
        seen.add(id(n))
        for p, _ in n["p"]:
            order(p, seen, out)
        out.append(n)
    return out


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    X, G, B = node(x), node(gamma), node(beta)
    c = add(X, mul(node(np.full(x.shape[1], -1.0)), mean(X)))
    inv = power(add(mean(mul(c, c)), node(np.full(x.shape[1], eps))), -0.5)
    out = add(mul(mul(c, inv), G), B)
    return out["v"], (out, X, G, B)


def batch_norm_backward(dout, cache):
    out, *leaves = cache
    out["g"] = dout
    for n in reversed(order(out, set(), [])):
        for p, pull in n["p"]:
            p["g"] = p["g"] + pull(n["g"])
    return tuple(n["g"] for n in leaves)
