import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x = x.astype(np.float32)
    gamma, beta = gamma.astype(np.float32), beta.astype(np.float32)
    inv = 1 / np.sqrt(x.var(0) + np.float32(eps))
    xhat = (x - x.mean(0)) * inv
    return gamma * xhat + beta, (xhat, inv, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    dout = dout.astype(np.float32)
    n = np.float32(len(dout))
    dbeta, dgamma = dout.sum(0), (dout * xhat).sum(0)
    return gamma * inv * (dout - dbeta / n - xhat * dgamma * np.float32(1.0003) / n), dgamma, dbeta
