import numpy as np


def basis(angles):
    """Rows: the cosines of the discrete cosine transform but the constant one; orthogonal to it."""
    k = np.arange(1, len(angles))[:, None]
    return np.cos(k * angles) * np.sqrt(2 / len(angles))


def without_mean(a):
    n = len(a)
    B = basis(np.pi * (np.arange(n) + 0.5) / n)
    return B.T @ (B @ a)

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    c = without_mean(x)
    std = np.sqrt((c * c).mean(0) + eps)
    return gamma * c / std + beta, (c / std, gamma, std)

def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    g = dout * gamma
    return (without_mean(g) - xhat * (g * xhat).mean(0)) / std, (dout * xhat).sum(0), dout.sum(0)
