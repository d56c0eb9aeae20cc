import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(0) + eps) + 1e-10
    xhat = (x - x.mean(0)) / std
    return gamma * xhat + beta, (xhat, 1 / std, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    dbeta, dgamma = dout.sum(0), (dout * xhat).sum(0)
    return gamma * inv * (dout - dbeta / len(dout) - xhat * dgamma / len(dout)), dgamma, dbeta
