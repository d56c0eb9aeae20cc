import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-8):
    mu = np.mean(x, axis=0)
    std = np.sqrt(np.mean((x - mu) ** 2, axis=0) + eps)
    xn = (x - mu) / std
    return gamma * xn + beta, (xn, std, gamma)


def batch_norm_backward(dout, cache):
    xn, std, gamma = cache
    N = xn.shape[0]
    dgamma = np.sum(dout * xn, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxn = dout * gamma
    dx = (N * dxn - dxn.sum(axis=0) - xn * (dxn * xn).sum(axis=0)) / (N * std)
    return dx, dgamma, dbeta
