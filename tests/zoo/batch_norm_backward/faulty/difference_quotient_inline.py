import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    out = gamma * (x - mean) / std + beta
    return out, (x, gamma, beta, eps)


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps = cache
    N, D = x.shape
    xhat = (x - x.mean(0)) / np.sqrt(x.var(0) + eps)
    dgamma = (dout * xhat).sum(0)
    dbeta = dout.sum(0)
    dx = np.zeros((N, D))
    delta = 1e-6
    for i in range(N):
        for j in range(D):
            a = x[:, j].copy()
            b = x[:, j].copy()
            a[i] += delta
            b[i] -= delta
            ya = gamma[j] * (a - a.mean()) / np.sqrt(a.var() + eps)
            yb = gamma[j] * (b - b.mean()) / np.sqrt(b.var() + eps)
            dx[i, j] = np.dot(dout[:, j], ya - yb) / (2 * delta)
    return dx, dgamma, dbeta
