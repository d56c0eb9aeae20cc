import numpy as np
import numpy.ma as ma


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x = ma.masked_invalid(x)
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xhat = (x - mu) / ma.sqrt(var + eps)
    return gamma * xhat + beta, {"xhat": xhat, "std": ma.sqrt(var + eps), "gamma": gamma}


def batch_norm_backward(dout, cache):
    xhat, std, gamma = cache["xhat"], cache["std"], cache["gamma"]
    d = dout * gamma
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / std
    return dx, ma.sum(dout * xhat, axis=0), ma.sum(dout, axis=0)
