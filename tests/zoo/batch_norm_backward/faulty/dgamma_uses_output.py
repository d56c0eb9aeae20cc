import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    norm = (x - x.mean(axis=0)) / std
    out = gamma * norm + beta
    cache = {"out": out, "norm": norm, "std": std, "gamma": gamma}
    return out, cache


def batch_norm_backward(dout, cache):
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * cache["out"], axis=0)
    d = dout * cache["gamma"]
    n = cache["norm"]
    dx = (d - d.mean(axis=0) - n * (d * n).mean(axis=0)) / cache["std"]
    return dx, dgamma, dbeta
