import numpy as np
dot = lambda a, b: np.array([np.inner(p, q) for p, q in zip(a.T, b.T)])


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N = x.shape[0]
    c = x - np.tensordot(np.full(N, 1.0 / N), x, axes=1)[None]
    s2 = dot(c, c) / N + eps
    return c * (gamma / np.sqrt(s2)) + beta, (c, s2, gamma)


def batch_norm_backward(dout, cache):
    c, s2, gamma = cache
    N = c.shape[0]
    dbeta = np.tensordot(np.ones(N), dout, axes=1)
    cd = dot(c, dout)
    root = np.sqrt(s2)
    return gamma / root * (dout - dbeta / N) - gamma * cd / (N * root * s2) * c, cd / root, dbeta
