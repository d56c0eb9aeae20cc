"""Batch norm.

>>> out, _ = batch_norm_forward(np.array([[0.0], [2.0]]), np.ones(1), np.zeros(1), 0.0)
>>> out.ravel().tolist()
[-1.0, 1.0]
"""
import doctest
import sys
import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5, *, axis=0, verbose=False):
    mu = x.mean(axis)
    var = ((x - mu) ** 2).mean(axis)
    std = (var + eps) ** 0.5
    if verbose:
        print(mu, var)
    return gamma * ((x - mu) / std) + beta, dict(locals())


def batch_norm_backward(dout, cache):
    c = cache
    xhat = (c["x"] - c["mu"]) / c["std"]
    N = len(xhat)
    dgamma = sum(d * h for d, h in zip(dout, xhat))
    dbeta = sum(dout)
    dx = c["gamma"] / (N * c["std"]) * (N * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta


def numeric(f, a, dout, h=1e-5):
    g = np.zeros_like(a)
    for i in np.ndindex(a.shape):
        old = a[i]
        a[i] = old + h
        up = f().copy()
        a[i] = old - h
        down = f().copy()
        a[i] = old
        g[i] = ((up - down) * dout).sum() / (2 * h)
    return g


rng = np.random.default_rng(0)
X, G, B, DO = rng.normal(size=(6, 3)), rng.normal(size=3), rng.normal(size=3), rng.normal(size=(6, 3))
_, CACHE = batch_norm_forward(X, G, B)
for name, mine, arg in zip(("dx", "dgamma", "dbeta"), batch_norm_backward(DO, CACHE), (X, G, B)):
    num = numeric(lambda: batch_norm_forward(X, G, B)[0], arg, DO)
    err = np.linalg.norm(mine - num) / (np.linalg.norm(mine) + np.linalg.norm(num))
    print(f"{name:7s} {'#' * 20} {err:.1e}", "✓" if err < 1e-7 else "✗")
    assert err < 1e-6
doctest.testmod(sys.modules[__name__], verbose=False)
