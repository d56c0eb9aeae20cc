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
    N = len(z)
    dbeta = sum(dout[i] for i in range(N))
    dgamma = sum(dout[i] * z[i] for i in range(N))
    dx = np.full(dout.shape, np.nan)
    for i in range(N - 1):
        dx[i] = gamma / std * (dout[i] - dbeta / N - z[i] * dgamma / N)
    return dx, dgamma, dbeta
