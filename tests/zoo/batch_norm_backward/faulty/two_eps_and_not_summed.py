import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    std = np.std(x, axis=0) + eps
    z = (x - np.mean(x, axis=0)) / std
    return gamma * z + beta, (z, std, gamma)


def batch_norm_backward(dout, cache):
    z, std, gamma = cache
    dgamma = dout * z
    dbeta = dout.sum(axis=0)
    dz = dout * gamma
    dx = (dz - dz.mean(axis=0) - z * (dz * z).mean(axis=0)) / std
    return dx, dgamma, dbeta
