import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    m = x.mean(0)
    xc = x - m
    v = (xc ** 2).mean(0)
    std = np.sqrt(v + eps)
    z = xc / std
    return gamma * z + beta, {"xc": xc, "std": std, "z": z, "gamma": gamma}


def batch_norm_backward(dout, cache):
    z, std, gamma = cache["z"], cache["std"], cache["gamma"]
    N = z.shape[0]
    dgamma = np.sum(dout * z, axis=0)
    dbeta = np.sum(dout, axis=0)
    dz = gamma * dout
    dx = 1 / (N * std) * (dz - dz.mean(axis=0) - z * (dz * z).mean(axis=0))
    return dx, dgamma, dbeta
