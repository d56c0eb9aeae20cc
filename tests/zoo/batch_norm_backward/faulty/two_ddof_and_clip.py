import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = np.mean(x, axis=0)
    std = np.sqrt(np.var(x, axis=0, ddof=1) + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


def batch_norm_backward(dout, cache):
    xhat, std, gamma = cache
    N = len(xhat)
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    d = dout * gamma
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).sum(axis=0) / (N - 1)) / std
    return [np.clip(g, -5, 5) for g in (dx, dgamma, dbeta)]
