import numpy as np


def step(y, v):
    return y * (1.5 - 0.5 * v * y * y)


def rsqrt(v):
    y = 1.0
    while y * y * v >= 2:          # too large a start does not converge
        y *= 0.5
    while y * y * v < 0.5:
        y *= 1.5
    for _ in range(8):
        y = step(y, v)
    return y

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(0)
    var = ((x - mu) ** 2).mean(0)
    ivar = np.array([rsqrt(float(v) + eps) for v in var])
    xhat = (x - mu) * ivar
    return gamma * xhat + beta, (xhat, gamma, 1 / ivar)

def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta
