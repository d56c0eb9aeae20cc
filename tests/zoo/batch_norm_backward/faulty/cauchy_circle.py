import numpy as np

K = 16
UNIT = np.exp(2j * np.pi * np.arange(K) / K)


def normal(z, eps):
    c = z - z.mean(axis=0)
    return c * ((c * c).mean(axis=0) + eps) ** -0.5


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    return gamma * normal(x, eps) + beta, (x.copy(), gamma, eps)


def batch_norm_backward(dout, cache):
    x, gamma, eps = cache
    r = 0.1 * np.sqrt(x.var(0) + eps).min()
    dx = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        for u in UNIT:
            z = x.astype(complex)
            z[i] += r * u
            dx[i] += ((normal(z, eps) / u).real * dout * gamma).sum() / (K * r)
    return dx, (dout * normal(x, eps)).sum(0), dout.sum(0)
