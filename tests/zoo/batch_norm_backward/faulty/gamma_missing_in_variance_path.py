import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    x_norm = (x - mean) / np.sqrt(var + eps)
    out = gamma * x_norm + beta
    cache = (x, x_norm, mean, var, gamma, beta, eps)
    return out, cache


def batch_norm_backward(dout, cache):
    x, x_norm, mean, var, gamma, beta, eps = cache
    m = x.shape[0]
    ivar = 1 / np.sqrt(var + eps)
    dy_ivar = dout * ivar
    dg = np.sum((x - mean) * dy_ivar, axis=0)
    db = np.sum(dout, axis=0)
    dy = gamma * dout
    dsigma2 = -0.5 * np.sum(dy_ivar * (x - mean) * ivar ** 2, axis=0)
    dmu = -np.sum(dy * ivar, axis=0) - 2 * dsigma2 * np.sum(x - mean, axis=0) / m
    dx = dy * ivar + dsigma2 * 2 * (x - mean) / m + dmu / m
    return dx, dg, db
