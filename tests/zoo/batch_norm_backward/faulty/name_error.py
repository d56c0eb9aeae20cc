import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    x_mu = x - mu
    std = np.sqrt((x_mu ** 2).mean(axis=0) + eps)
    xhat = x_mu / std
    return gamma * xhat + beta, (xhat, std, gamma)


def batch_norm_backward(dout, cache):
    xhat, std, gamma = cache
    N = dout.shape[0]
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * x_mu, axis=0) * -0.5 / std ** 3
    dmu = -np.sum(dxhat / std, axis=0)
    dx = dxhat / std + dvar * 2 * x_mu / N + dmu / N
    return dx, dgamma, dbeta
