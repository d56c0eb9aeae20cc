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
    dgamma = [sum(dout[i, j] * z[i, j] for i in range(n)) for j in range(d)]
    dbeta = [sum(dout[i, j] for i in range(n)) for j in range(d)]
    dx = np.zeros((n, d))
    for i in range(n):
        for j in range(d):
            v = gamma[j] / std[j] * (dout[i, j] - dbeta[j] / n - z[i, j] * dgamma[j] / n)
            dx[i, j] = round(v, 8)
    return dx, np.array(dgamma), np.array(dbeta)
