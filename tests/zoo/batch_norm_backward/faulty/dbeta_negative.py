import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    m = x.mean(0)
    xc = x - m
    v = (xc ** 2).mean(0)
    std = np.sqrt(v + eps)
    z = xc / std
    return gamma * z + beta, {"xc": xc, "std": std, "z": z, "gamma": gamma}


def batch_norm_backward(dout, cache):
    z = cache["z"]
    k = cache["gamma"] / cache["std"]
    dbeta = -np.sum(dout, axis=0)
    dgamma = np.sum(dout * z, axis=0)
    dx = k * (dout + dbeta / len(z) - z * dgamma / len(z))
    return dx, dgamma, dbeta
