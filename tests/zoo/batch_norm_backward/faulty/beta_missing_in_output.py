import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    xc = x - np.mean(x, axis=0)
    rstd = 1 / np.sqrt(np.mean(xc * xc, axis=0) + eps)
    xhat = xc * rstd
    return gamma * xhat, (xhat, rstd, gamma, beta)


def batch_norm_backward(dout, cache):
    xhat, rstd, gamma, beta = cache
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    g = dout * gamma
    dx = rstd * (g - np.mean(g, axis=0) - xhat * np.mean(g * xhat, axis=0))
    return dx, dgamma, dbeta
