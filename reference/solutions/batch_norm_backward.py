"""Batch normalisation, forward and backward, one step of the graph on each line."""

import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """Return (out, cache) for x (N, D), gamma (D,), beta (D,)."""
    mean = np.mean(x, axis=0)
    centred = x - mean
    var = np.mean(centred**2, axis=0)
    std = np.sqrt(var + eps)
    xhat = centred / std
    out = gamma * xhat + beta
    cache = (centred, xhat, gamma, std)
    return out, cache


def batch_norm_backward(dout, cache):
    """Return (dx, dgamma, dbeta) for the upstream gradient dout (N, D)."""
    centred, xhat, gamma, std = cache
    n = len(dout)
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    dmean = -np.sum(dxhat, axis=0) / std
    dvar = -np.sum(dxhat * centred, axis=0) / (2 * std**3)
    direct = dxhat / std
    through_mean = dmean / n
    through_variance = dvar * 2 * centred / n
    dx = direct + through_mean + through_variance
    return dx, dgamma, dbeta
