import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    n = len(x)
    k = 0
    mean = x[k]
    while k + 1 < n:
        k = k + 1
        mean = mean + (x[k] - mean) / (k + 1)
    var = sum((row - mean) ** 2 for row in x) / n
    s = (var + eps) ** 0.5
    z = (x - mean) / s
    return gamma * z + beta, (z, gamma, s)

def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta
