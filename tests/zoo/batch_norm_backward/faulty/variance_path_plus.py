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
    m = x.shape[0]
    d_norm = dout * gamma
    d_var = np.sum(d_norm * (x - mean), axis=0) * 0.5 * (var + eps) ** (-3 / 2)
    d_mean = np.sum(d_norm * (-1 / np.sqrt(var + eps)), axis=0)
    d_x = d_norm / np.sqrt(var + eps) + d_var * 2 * (x - mean) / m + d_mean / m
    d_gamma = np.sum(dout * x_norm, axis=0)
    d_beta = np.sum(dout, axis=0)
    return d_x, d_gamma, d_beta
