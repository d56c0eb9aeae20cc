import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    out = gamma * (x - mean) / std + beta
    return out, (x, gamma, beta, eps)


def batch_norm_backward(dout, cache):
    x, *params, eps = cache
    gamma = params[0]
    n, d = x.shape
    std = np.sqrt(x.var(axis=0) + eps)
    z = (x - x.mean(axis=0)) / std
    dx = np.zeros((n, d))
    for j in range(d):
        g = dout[:, j] * gamma[0]
        dx[:, j] = (g - g.mean() - z[:, j] * np.mean(g * z[:, j])) / std[j]
    return dx, (dout * z).sum(axis=0), dout.sum(axis=0)
