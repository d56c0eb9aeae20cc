import numpy as np

EPSILON = 1e-5


def batch_norm_forward(x, gamma, beta):
    mu = x.mean(axis=0)
    inv = 1 / np.sqrt(x.var(axis=0) + EPSILON)
    xh = (x - mu) * inv
    return gamma * xh + beta, (xh, inv, gamma)


def batch_norm_backward(dout, cache):
    xh, inv, gamma = cache
    n = dout.shape[0]
    dgamma, dbeta = (dout * xh).sum(axis=0), dout.sum(axis=0)
    dx = gamma * inv * (dout - dbeta / n - xh * dgamma / n)
    return dx, dgamma, dbeta
