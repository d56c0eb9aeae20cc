import numpy as np

EPS = 1e-5


def batch_norm_forward(x, gamma, beta, eps=EPS):
    out = gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta
    return out, (x, gamma)


def batch_norm_backward(dout, cache):
    x, gamma = cache
    N = x.shape[0]
    std = np.sqrt(x.var(0) + EPS)
    xhat = (x - x.mean(0)) / std
    dgamma = np.sum(dout * xhat, 0)
    dbeta = np.sum(dout, 0)
    dx = gamma / std * (dout - dbeta / N - xhat * dgamma / N)
    return dx, dgamma, dbeta
