import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    buf = np.array(x, dtype=float, copy=True)
    buf -= buf.mean(axis=0)
    s = np.sqrt(np.mean(np.square(buf), axis=0) + eps)
    np.divide(buf, s, out=buf)
    out = np.empty_like(buf)
    np.multiply(buf, gamma, out=out)
    np.add(out, beta, out=out)
    return out, (buf, s, gamma.copy())


def batch_norm_backward(dout, cache):
    xhat, s, gamma = cache
    N = xhat.shape[0]
    g = dout.copy()
    dbeta = g.sum(axis=0)
    tmp = g * xhat
    dgamma = tmp.sum(axis=0)
    g *= gamma
    np.multiply(g, xhat, out=tmp)
    proj = tmp.sum(axis=0) / N
    g -= g.sum(axis=0) / N
    g -= xhat * proj
    g /= s
    return g, dgamma, dbeta
