import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    m = x.mean(0)
    xc = x - m
    v = (xc ** 2).mean(0)
    std = np.sqrt(v + eps)
    z = xc / std
    return gamma * z + beta, {"xc": xc, "std": std, "z": z, "gamma": gamma}


def batch_norm_backward(dout, cache):
    z, std, gamma = cache["z"], cache["std"], cache["gamma"]
    n, d = dout.shape
    dx = np.zeros((n, d))
    dgamma = np.zeros(d)
    dbeta = np.zeros(d)
    for j in range(d):
        g = dout[:, j] * gamma[j]
        dgamma[j] = dout[:, j] @ z[:, j]
        dbeta[j] = dout[:, j].sum()
        for i in range(n):
            dx[i, j] = (g[i] - g.mean() - z[i, j] * (g @ z[:, j]) / n) / std[i % d]
    return dx, dgamma, dbeta
