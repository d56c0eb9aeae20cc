import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu, var = np.mean(x, axis=0), np.var(x, axis=0)
    std = np.sqrt(var + eps)
    xn = (x - mu) / std
    return xn * beta + gamma, (xn, std, beta)


def batch_norm_backward(dout, cache):
    xn, std, beta = cache
    dbeta = np.sum(dout * xn, axis=0)
    dgamma = np.sum(dout, axis=0)
    dxn = dout * beta
    dx = (dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=0)) / std
    return dx, dgamma, dbeta
