import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    std = x.std(axis=0) + eps
    x_hat = (x - mu) / std
    return gamma * x_hat + beta, (x_hat, std, gamma)


def batch_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    g = dout * gamma
    dx = (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)) / std
    return dx, dgamma, dbeta
