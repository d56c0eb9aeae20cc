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
    N = x.shape[0]
    inv = lambda v: 1 / np.sqrt(v + eps)
    step = 1e-4 * (var + eps)
    slope = (inv(var + step) - inv(var - step)) / (2 * step)
    dx_norm = dout * gamma
    dvar = np.sum(dx_norm * (x - mean), axis=0) * slope
    dmean = -np.sum(dx_norm, axis=0) * inv(var)
    dx = dx_norm * inv(var) + dvar * 2 * (x - mean) / N + dmean / N
    return dx, np.sum(dout * x_norm, axis=0), np.sum(dout, axis=0)
