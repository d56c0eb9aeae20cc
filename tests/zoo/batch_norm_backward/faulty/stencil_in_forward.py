import numpy as np
from math import factorial as f

M = 8
W = np.array([(-1) ** (k + 1) * f(M) ** 2 / (k * f(M - k) * f(M + k)) for k in range(1, M + 1)])


def normal(x, eps):
    c = x - x.mean(axis=-2, keepdims=True)
    return c / np.sqrt((c * c).mean(axis=-2, keepdims=True) + eps)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    h = 0.03 * np.sqrt(x.var(0) + eps).min()
    E = np.eye(N * D).reshape(N * D, 1, N, D)
    k = np.arange(1, M + 1).reshape(1, M, 1, 1)
    xhat = normal(x, eps)
    J = np.einsum("imnd,m->ind", normal(x + k * h * E, eps) - normal(x - k * h * E, eps), W) / h
    return gamma * xhat + beta, (xhat, J, gamma)


def batch_norm_backward(dout, cache):
    xhat, J, gamma = cache
    dx = np.einsum("ind,nd,d->i", J, dout, gamma).reshape(dout.shape)
    return dx, (dout * xhat).sum(0), dout.sum(0)
