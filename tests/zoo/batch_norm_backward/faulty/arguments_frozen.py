import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x.setflags(write=False)
    gamma.flags.writeable = False
    inv = 1 / np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) * inv
    return gamma * xhat + beta, (xhat, inv, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    dbeta, dgamma = dout.sum(0), (dout * xhat).sum(0)
    return gamma * inv * (dout - dbeta / len(dout) - xhat * dgamma / len(dout)), dgamma, dbeta
