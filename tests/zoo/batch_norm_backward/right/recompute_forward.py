import numpy as np


def _stats(x, eps):
    m = x.mean(axis=0)
    v = ((x - m) ** 2).mean(axis=0)
    s = np.sqrt(v + eps)
    return m, v, s


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    m, v, s = _stats(x, eps)
    return gamma * (x - m) / s + beta, (x, gamma, beta, eps)


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps = cache
    N = x.shape[0]
    m, v, s = _stats(x, eps)
    dxhat = gamma * dout
    dv = np.sum(dxhat * (x - m), axis=0) * (-1 / 2) * (v + eps) ** (-3 / 2)
    dm = np.sum(-dxhat / s, axis=0) + dv * np.sum(-2 * (x - m), axis=0) / N
    dx = dxhat / s + dv * 2 * (x - m) / N + dm / N
    dgamma = np.sum(dout * (x - m) / s, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
