import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    xmu = x - np.mean(x, axis=0)
    ivar = 1. / np.sqrt(np.mean(xmu ** 2, axis=0) + eps)
    xhat = xmu * ivar
    return gamma * xhat + beta, (xmu, xhat, ivar, gamma)


def batch_norm_backward(dout, cache):
    xhat, xmu, ivar, gamma = cache
    N = dout.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=0)
    dvar = -0.5 * ivar ** 3 * divar
    dxmu = dxhat * ivar + 2. / N * xmu * dvar
    dx = dxmu - np.mean(dxmu, axis=0)
    return dx, dgamma, dbeta
