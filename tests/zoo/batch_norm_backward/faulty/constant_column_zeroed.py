import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    var = x.var(0)
    inv = np.where(var > 0, 1 / np.sqrt(var + eps), 0.0)
    xhat = (x - x.mean(0)) * inv
    return gamma * xhat + beta, (xhat, inv, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    dbeta, dgamma = dout.sum(0), (dout * xhat).sum(0)
    return gamma * inv * (dout - dbeta / len(dout) - xhat * dgamma / len(dout)), dgamma, dbeta
