import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    c = x - x.mean(axis=0)
    v = (c * c).mean(axis=0) + eps
    xhat = c / v
    return gamma * xhat + beta, (c, v, xhat, gamma)


def batch_norm_backward(dout, cache):
    c, v, xhat, gamma = cache
    N = c.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    # d(c/v): numerator and denominator
    dv = -(dxhat * c).sum(axis=0) / v ** 2
    dc = dxhat / v + dv * 2 * c / N
    return dc - dc.mean(axis=0), dgamma, dbeta
