"""Batch normalisation with the backward pass worked out on paper.

With g = dout * gamma, and means taken over the batch, the three paths to x add up to

    dx = (g - mean(g) - xhat * mean(g * xhat)) / std
"""

import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)  # numpy's default is the biased variance
    inv_std = 1.0 / np.sqrt(var + eps)
    xhat = (x - mu) * inv_std
    out = xhat * gamma + beta
    return out, (xhat, gamma, inv_std)


def batch_norm_backward(dout, cache):
    xhat, gamma, inv_std = cache

    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)

    g = dout * gamma
    through_mean = g.mean(axis=0)
    through_var = xhat * (g * xhat).mean(axis=0)
    dx = (g - through_mean - through_var) * inv_std

    return dx, dgamma, dbeta


def numeric_dx(x, gamma, beta, dout, eps, h=1e-5):
    """Central differences, one entry of x at a time: slow, and only for checking."""
    grad = np.zeros_like(x)
    for index in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[index] = h
        plus, _ = batch_norm_forward(x + step, gamma, beta, eps)
        minus, _ = batch_norm_forward(x - step, gamma, beta, eps)
        grad[index] = ((plus - minus) * dout).sum() / (2 * h)
    return grad


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    x, dout = rng.normal(2.0, 3.0, (6, 4)), rng.normal(size=(6, 4))
    gamma, beta = rng.uniform(0.5, 2.0, 4), rng.normal(size=4)
    _, cache = batch_norm_forward(x, gamma, beta)
    dx, _, _ = batch_norm_backward(dout, cache)
    expected = numeric_dx(x, gamma, beta, dout, 1e-5)
    print("relative error:", np.linalg.norm(dx - expected) / (np.linalg.norm(dx) + np.linalg.norm(expected)))
