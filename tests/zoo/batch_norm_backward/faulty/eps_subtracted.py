import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = np.mean(x ** 2, axis=0) - mu ** 2
    s = np.sqrt(var - eps)
    xhat = (x - mu) / s
    return gamma * xhat + beta, (xhat, s, gamma)


def batch_norm_backward(dout, cache):
    xhat, s, gamma = cache
    dxhat = dout * gamma
    dx = (dxhat - np.mean(dxhat, axis=0) - xhat * np.mean(dxhat * xhat, axis=0)) / s
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
