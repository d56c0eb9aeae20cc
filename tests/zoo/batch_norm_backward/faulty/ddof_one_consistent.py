import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N = x.shape[0]
    xc = x - x.sum(axis=0) / N
    var = (xc ** 2).sum(axis=0) / (N - 1)
    istd = 1 / np.sqrt(var + eps)
    return gamma * xc * istd + beta, [xc, istd, gamma]


def batch_norm_backward(dout, cache):
    xc, istd, gamma = cache
    N = xc.shape[0]
    dgamma = (dout * xc * istd).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxc = dout * gamma * istd
    distd = (dout * gamma * xc).sum(axis=0)
    dvar = -0.5 * distd * istd ** 3
    dxc = dxc + dvar * 2 * xc / (N - 1)
    dx = dxc - dxc.sum(axis=0) / N
    return dx, dgamma, dbeta
