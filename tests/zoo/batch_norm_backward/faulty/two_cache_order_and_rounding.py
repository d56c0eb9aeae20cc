import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    return x_hat * gamma + beta, [x_hat, gamma, std]


def batch_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    dgamma = np.around((dout * x_hat).sum(axis=0), 3)
    dbeta = dout.sum(axis=0)
    d = dout * gamma
    dx = (d - d.mean(axis=0) - x_hat * (d * x_hat).mean(axis=0)) / std
    return dx, dgamma, dbeta
