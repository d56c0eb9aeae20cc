import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, axis=0)
    sigma = np.sqrt(np.var(x, axis=0, ddof=1) + eps)
    xhat = (x - mu) / sigma
    return gamma * xhat + beta, (xhat, sigma, gamma)


def batch_norm_backward(dout, cache):
    xhat, sigma, gamma = cache
    N = len(xhat)
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / sigma * (dout - dbeta / N - xhat * dgamma / N)
    return dx, dgamma, dbeta
