from math import sqrt

import numpy as np


def welford(values):
    count, mean, m2 = 0, 0.0, 0.0
    for v in values:
        count += 1
        delta = v - mean
        mean += delta / count
        m2 += delta * (v - mean)
    return mean, m2 / count


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    stats = [welford(x[:, j]) for j in range(x.shape[1])]
    mean = np.array([s[0] for s in stats])
    scale = np.array([1 / sqrt(s[1] + eps) for s in stats])
    xhat = (x - mean) * scale
    return gamma * xhat + beta, {"xhat": xhat, "scale": scale, "gamma": gamma}


def batch_norm_backward(dout, cache):
    xhat, scale, gamma = cache["xhat"], cache["scale"], cache["gamma"]
    n = xhat.shape[0]
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = scale * gamma * (dout - (dbeta + xhat * dgamma) / n)
    return dx, dgamma, dbeta
