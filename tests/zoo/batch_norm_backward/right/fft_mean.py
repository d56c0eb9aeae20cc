import numpy as np


def column_sum(a):
    return np.fft.rfft(a, axis=0)[0].real


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    n = len(x)
    xc = x - column_sum(x) / n
    inv = (column_sum(xc ** 2) / n + eps) ** -0.5
    xhat = xc * inv
    return gamma * xhat + beta, (xhat, inv, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    n = len(dout)
    dbeta, dgamma = column_sum(dout), column_sum(dout * xhat)
    return gamma * inv * (dout - dbeta / n - xhat * dgamma / n), dgamma, dbeta
