import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu) / std
    cache = (xhat, std, gamma)
    return cache, gamma * xhat + beta


def batch_norm_backward(dout, cache):
    xhat, std, gamma = cache
    n = len(dout)
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / n - xhat * dgamma / n)
    return dx, dgamma, dbeta
