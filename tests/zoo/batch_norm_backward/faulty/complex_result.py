import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    out = gamma * (x - mean) / std + beta
    return out, (x, gamma, beta, eps)


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps = cache
    x = x.astype(complex)
    n = x.shape[0]
    s = (((x - x.mean(axis=0)) ** 2).mean(axis=0) + eps) ** 0.5
    z = (x - x.mean(axis=0)) / s
    dgamma = (dout * z).sum(axis=0)
    dbeta = (dout + 0j).sum(axis=0)
    dx = gamma / s * (dout - dbeta / n - z * dgamma / n)
    return dx, dgamma, dbeta
