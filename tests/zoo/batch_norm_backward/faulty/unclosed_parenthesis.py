import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, axis=0)
    inv = 1 / np.sqrt(np.var(x, axis=0) + eps)
    xhat = (x - mu) * inv
    return gamma * xhat + beta, (xhat, inv, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    d = dout * gamma
    dx = inv * (d - np.mean(d, axis=0) - xhat * np.mean(d * xhat, axis=0)
    return dx, dgamma, dbeta
