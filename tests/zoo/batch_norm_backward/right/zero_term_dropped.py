import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    xhat = (x - mean) / np.sqrt(var + eps)
    out = gamma * xhat + beta
    cache = (x, xhat, mean, var, gamma, eps)
    return out, cache


def batch_norm_backward(dout, cache):
    x, xhat, mean, var, gamma, eps = cache
    m = x.shape[0]
    # equations of Ioffe & Szegedy, top to bottom
    dxhat = dout * gamma
    dvar = np.sum(dxhat * (x - mean), axis=0) * -0.5 * (var + eps) ** -1.5
    # the second term, dvar * mean(-2 (x - mean)), is zero since sum(x - mean) = 0
    dmean = np.sum(dxhat, axis=0) * -1 / np.sqrt(var + eps)
    dx = dxhat / np.sqrt(var + eps) + dvar * 2 * (x - mean) / m + dmean / m
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
