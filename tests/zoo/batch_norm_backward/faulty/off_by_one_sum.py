import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    inv_std = 1.0 / np.sqrt(var + eps)
    x_hat = (x - mu) * inv_std
    out = gamma * x_hat + beta
    return out, (x_hat, gamma, inv_std)


def batch_norm_backward(dout, cache):
    x_hat, gamma, inv_std = cache
    N, D = dout.shape
    dgamma = np.zeros(D)
    for i in range(1, N):
        dgamma += dout[i] * x_hat[i]
    dbeta = dout.sum(axis=0)
    d = dout * gamma
    dx = inv_std * (d - d.sum(axis=0) / N - x_hat * (d * x_hat).sum(axis=0) / N)
    return dx, dgamma, dbeta
