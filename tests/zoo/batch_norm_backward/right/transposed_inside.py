import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    a = x.T                                      # D x N
    m = a.mean(axis=1, keepdims=True)
    v = a.var(axis=1, keepdims=True)
    z = (a - m) / np.sqrt(v + eps)
    out = gamma[:, None] * z + beta[:, None]
    return out.T, dict(z=z, v=v, gamma=gamma, eps=eps)


def batch_norm_backward(dout, cache):
    z = cache["z"]
    root = np.sqrt(cache["v"] + cache["eps"])
    d = dout.T
    n = z.shape[1]
    dgamma = np.sum(d * z, axis=1)
    dbeta = np.sum(d, axis=1)
    dz = d * cache["gamma"][:, None]
    dx = (dz - dz.sum(axis=1, keepdims=True) / n - z * (dz * z).sum(axis=1, keepdims=True) / n) / root
    return dx.T, dgamma, dbeta
