import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    X = np.asarray(x, dtype=np.longdouble)
    mu = X.mean(axis=0)
    dev = X - mu
    v = (dev ** 2).mean(axis=0)
    r = 1 / np.sqrt(v + np.longdouble(eps))
    out = (gamma * dev * r + beta).astype(np.float64)
    return out, (dev, r, np.asarray(gamma, dtype=np.longdouble))


def batch_norm_backward(dout, cache):
    dev, r, gamma = cache
    n = dev.shape[0]
    d = np.asarray(dout, dtype=np.longdouble)
    gx = gamma * r * (d - d.sum(axis=0) / n - dev * r ** 2 * (d * dev).sum(axis=0) / n)
    ggamma = (d * dev * r).sum(axis=0)
    gbeta = d.sum(axis=0)
    return gx.astype(float), ggamma.astype(float), gbeta.astype(float)
