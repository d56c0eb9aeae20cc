import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    out = gamma * (x - mean) / std + beta
    return out, (x, gamma, beta, eps)


def num_grad(f, p, h=1e-5):
    g = np.zeros_like(p)
    for i in np.ndindex(*p.shape):
        q = p.copy()
        q[i] += h
        hi = f(q)
        q[i] -= 2 * h
        lo = f(q)
        g[i] = (hi - lo) / (2 * h)
    return g


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps = cache
    dx = num_grad(lambda a: np.sum(dout * batch_norm_forward(a, gamma, beta, eps)[0]), x)
    dgamma = num_grad(lambda a: np.sum(dout * batch_norm_forward(x, a, beta, eps)[0]), gamma)
    dbeta = num_grad(lambda a: np.sum(dout * batch_norm_forward(x, gamma, a, eps)[0]), beta)
    return dx, dgamma, dbeta
