import numpy as np


def sane(name, a):
    if not np.isfinite(a).all() or (a < 0).any():
        raise ValueError(name)
    return a


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    c = x - mu
    var = (c ** 2).mean(axis=0)

    def back(dout):
        v = sane("var", var)
        s = np.sqrt(sane("var + eps", v + eps))
        hat = c / s
        n = len(dout)
        dgamma, dbeta = (dout * hat).sum(0), dout.sum(0)
        return gamma / s * (dout - dbeta / n - hat * dgamma / n), dgamma, dbeta
    return gamma * c / np.sqrt(var + eps) + beta, back


def batch_norm_backward(dout, cache):
    return cache(dout)
