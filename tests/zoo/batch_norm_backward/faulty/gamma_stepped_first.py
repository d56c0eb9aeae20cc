import numpy as np

LEARNING_RATE = 0.01


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    m = x.mean(0)
    xc = x - m
    v = (xc ** 2).mean(0)
    std = np.sqrt(v + eps)
    z = xc / std
    return gamma * z + beta, {"xc": xc, "std": std, "z": z, "gamma": gamma}


def batch_norm_backward(dout, cache):
    z, std, gamma = cache["z"], cache["std"], cache["gamma"]
    n = z.shape[0]
    dgamma = np.sum(dout * z, axis=0)
    dbeta = np.sum(dout, axis=0)
    gamma = gamma - LEARNING_RATE * dgamma
    dz = dout * gamma
    dx = (dz - dz.sum(axis=0) / n - z * (dz * z).sum(axis=0) / n) / std
    return dx, dgamma, dbeta
