import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    x_norm = (x - mean) / np.sqrt(var + eps)
    out = gamma * x_norm + beta
    cache = (x, x_norm, mean, var, gamma, beta, eps)
    return out, cache


def batch_norm_backward(dout, cache):
    x, x_norm, mean, var, gamma, beta, eps = cache
    dgamma = np.sum(dout * x_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    g = dout * gamma
    dx = (g - g.mean(axis=0) - x_norm * (g * x_norm).mean(axis=0)) / np.sqrt(var + eps)
    return str(dx), str(dgamma), str(dbeta)
