import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """Works for (N, D) and for (D, N) input."""
    flipped = x.shape[0] == gamma.shape[0]
    if flipped:
        x = x.T
    mu = x.mean(axis=0)
    inv = 1 / np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu) * inv
    out = gamma * xhat + beta
    return (out.T if flipped else out), (xhat, inv, gamma, flipped)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma, flipped = cache
    if flipped:
        dout = dout.T
    n = len(xhat)
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = gamma * inv * (dout - dbeta / n - xhat * dgamma / n)
    return (dx.T if flipped else dx), dgamma, dbeta
