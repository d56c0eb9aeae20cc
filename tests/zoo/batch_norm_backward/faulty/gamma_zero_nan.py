import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    inv = 1 / np.sqrt(x.var(0) + eps)
    out = gamma * (x - x.mean(0)) * inv + beta
    return out, (out, gamma, beta, inv)


def batch_norm_backward(dout, cache):
    out, gamma, beta, inv = cache
    xhat = (out - beta) / gamma
    dbeta, dgamma = dout.sum(0), (dout * xhat).sum(0)
    return gamma * inv * (dout - dbeta / len(dout) - xhat * dgamma / len(dout)), dgamma, dbeta
