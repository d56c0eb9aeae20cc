import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    a = x.T
    z = a - a.mean(axis=1, keepdims=True)
    s = np.sqrt((z ** 2).mean(axis=1, keepdims=True) + eps)
    z = z / s
    return (gamma[:, None] * z + beta[:, None]).T, (z, s, gamma)


def batch_norm_backward(dout, cache):
    z, s, gamma = cache
    d = dout.T
    dgamma = (d * z).sum(axis=1)
    dbeta = d.sum(axis=1)
    dz = d * gamma[:, None]
    dx = (dz - dz.mean(axis=1, keepdims=True) - z * (dz * z).mean(axis=1, keepdims=True)) / s
    return dx, dgamma, dbeta
