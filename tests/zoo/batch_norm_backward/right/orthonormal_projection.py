import numpy as np
from numpy import newaxis as _


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    P = np.identity(N) - np.full((N, N), 1 / N)
    C = P @ x
    s = np.sqrt(np.einsum("nd,nd->d", C, C) / N + eps)
    H = C / s[_, :]
    return np.einsum("nd,d->nd", H, gamma) + beta[_, :], (P, H, s, gamma.copy())


def batch_norm_backward(dout, cache):
    P, H, s, gamma = cache
    N, D = dout.shape
    dx = np.zeros((N, D), order="F")
    for j in range(D):
        J = (P - np.outer(H[:, j], H[:, j]) / N) / s[j]
        dx[:, j] = gamma[j] * J.T @ dout[:, j]
    return dx, np.diag(dout.T @ H), np.ones(N) @ dout
