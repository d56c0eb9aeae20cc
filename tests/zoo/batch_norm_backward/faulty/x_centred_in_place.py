import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x -= x.mean(axis=0)
    std = np.sqrt((x ** 2).mean(axis=0) + eps)
    x /= std
    return gamma * x + beta, (x, std, gamma)


def batch_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    n = len(x_hat)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = gamma / std * (dout - dbeta / n - x_hat * dgamma / n)
    return dx, dgamma, dbeta
