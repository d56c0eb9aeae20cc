import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    cache = (x_hat, gamma, std)
    return out, cache


def batch_norm_backward(dout, cache):
    x_hat, gamma, std = cache
    N = dout.shape[0]

    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)

    dx_hat = dout * gamma
    # x reaches x_hat directly and through the mean
    dx = dx_hat / std
    dmean = -np.sum(dx_hat / std, axis=0)
    dx = dx + dmean / N

    return dx, dgamma, dbeta
